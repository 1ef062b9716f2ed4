import '../api/zod-without-eval.ts';
import '../ui/base.css';
import '../ui/pieces.css';
import './devices.css';
import type { devicesContract } from '../../shared/contract/devices.ts';
import { connect } from '../api/connect.ts';
import { i18n } from '../i18n/i18n.ts';
import { showPage } from '../ui/page.tsx';
import { DevicesPage } from './page.tsx';

const connection = connect<typeof devicesContract>('devices');
showPage(<DevicesPage connection={connection} />, i18n.t('devices:crashed'));
