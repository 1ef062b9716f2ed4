import { clerk } from './clerk.ts';
import { common } from './common.ts';
import { console } from './console.ts';
import { counter } from './counter.ts';
import { devices } from './devices.ts';
import { display } from './display.ts';
import { documentCamera } from './document-camera.ts';
import { kiosk } from './kiosk.ts';
import { pad } from './pad.ts';
import { signature } from './signature.ts';
import { workbench } from './workbench.ts';

/** One namespace a page, or a piece that several pages show; `clerk` is shared by the pages of the staff. */
export const zhCn = { clerk, common, console, counter, devices, display, documentCamera, kiosk, pad, signature, workbench } as const;
