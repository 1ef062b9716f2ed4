import '../api/zod-without-eval.ts';
import '../ui/base.css';
import '../ui/pieces.css';
import './console.css';
import type { consoleContract } from '../../shared/contract/console.ts';
import { connect } from '../api/connect.ts';
import { i18n } from '../i18n/i18n.ts';
import { ClerkProvider } from '../ui/clerk-provider.tsx';
import { showPage } from '../ui/page.tsx';
import { ConsolePage } from './page.tsx';

const connection = connect<typeof consoleContract>('console');

showPage(
  <ClerkProvider>
    <ConsolePage connection={connection} />
  </ClerkProvider>,
  i18n.t('clerk:crashed'),
);
