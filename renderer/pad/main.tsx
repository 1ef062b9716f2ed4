import '../ui/base.css';
import '../ui/pieces.css';
import './pad.css';
import type { padContract } from '../../shared/contract/pad.ts';
import { connect } from '../api/connect.ts';
import { i18n } from '../i18n/i18n.ts';
import { showPage } from '../ui/page.tsx';
import { PadPage } from './pad-page.tsx';

const connection = connect<typeof padContract>('pad');
showPage(<PadPage connection={connection} />, i18n.t('pad:crashed'));
