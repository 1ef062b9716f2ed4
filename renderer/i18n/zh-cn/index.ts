import { common } from './common.ts';

/** One namespace a page. */
export const zhCn = { common } as const;
