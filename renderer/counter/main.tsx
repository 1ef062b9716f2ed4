import '../api/zod-without-eval.ts';
import '../ui/base.css';
import '../ui/pieces.css';
import './counter.css';
import type { counterContract } from '../../shared/contract/counter.ts';
import { connect } from '../api/connect.ts';
import { i18n } from '../i18n/i18n.ts';
import { ClerkProvider } from '../ui/clerk-provider.tsx';
import { showPage } from '../ui/page.tsx';
import { CounterPage } from './page.tsx';

const connection = connect<typeof counterContract>('counter');

showPage(
  <ClerkProvider>
    <CounterPage connection={connection} />
  </ClerkProvider>,
  i18n.t('clerk:crashed'),
);
