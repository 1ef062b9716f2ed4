import '../api/zod-without-eval.ts';
import '../ui/base.css';
import '../ui/pieces.css';
import './dev.css';
import { showPage } from '../ui/page.tsx';
import { BenchPage } from './page.tsx';
import { TEXT } from './texts.ts';

showPage(<BenchPage />, TEXT.crashed);
