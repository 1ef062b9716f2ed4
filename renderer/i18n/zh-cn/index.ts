import { clerk } from './clerk.ts';
import { common } from './common.ts';
import { console } from './console.ts';
import { counter } from './counter.ts';
import { display } from './display.ts';
import { kiosk } from './kiosk.ts';
import { pad } from './pad.ts';
import { workbench } from './workbench.ts';

/** One namespace a page; `clerk` is shared by the pages of the staff. */
export const zhCn = { clerk, common, console, counter, display, kiosk, pad, workbench } as const;
