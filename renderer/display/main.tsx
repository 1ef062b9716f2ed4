import '../ui/base.css';
import '../ui/pieces.css';
import './display.css';
import type { displayContract } from '../../shared/contract/display.ts';
import { connect } from '../api/connect.ts';
import { i18n } from '../i18n/i18n.ts';
import { showPage } from '../ui/page.tsx';
import { DisplayPage } from './display-page.tsx';

const connection = connect<typeof displayContract>('display');
showPage(<DisplayPage connection={connection} />, i18n.t('display:crashed'));
