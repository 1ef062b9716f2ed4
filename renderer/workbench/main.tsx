import '../api/zod-without-eval.ts';
import '../ui/base.css';
import '../ui/pieces.css';
import './workbench.css';
import { i18n } from '../i18n/i18n.ts';
import { ClerkProvider } from '../ui/clerk-provider.tsx';
import { showPage } from '../ui/page.tsx';
import { WorkbenchPage } from './page.tsx';

showPage(
  <ClerkProvider>
    <WorkbenchPage />
  </ClerkProvider>,
  i18n.t('clerk:crashed'),
);
