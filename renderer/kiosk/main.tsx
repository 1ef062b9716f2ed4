import '../api/zod-without-eval.ts';
import '../ui/base.css';
import '../ui/pieces.css';
import './kiosk.css';
import './kiosk-pages.css';
import type { kioskContract } from '../../shared/contract/kiosk.ts';
import { connect } from '../api/connect.ts';
import { i18n } from '../i18n/i18n.ts';
import { showPage } from '../ui/page.tsx';
import { KioskPage } from './kiosk-page.tsx';
import { lockDown } from './lock-down.ts';

lockDown(window);
const connection = connect<typeof kioskContract>('kiosk');
showPage(<KioskPage connection={connection} />, i18n.t('kiosk:crashed'));
