import type { PhysicalCaller, PressedKey } from '../../../../devices/physical-caller/types.ts';
import { failed, passed, unconfirmed, type Exercise } from './exercise.ts';

/** Every segment of all six digits. */
const ALL_ON = { waiting: 888, ticket: 888 } as const;

/** Digits, a beep and a key; while it is tested its keys call nobody. */
export const testPhysicalCaller: Exercise<PhysicalCaller> = async (caller, desk) => {
  desk.working('正在显示测试数字');
  const shown = await caller.show(ALL_ON);
  const beeped = shown.ok ? await caller.beep(1) : shown;
  if (!beeped.ok) return failed(beeped.error.sentence);
  const seen = await desk.ask('呼叫器显示 888 888、没有缺划，并响了一声吗？');
  if (seen === null) return unconfirmed('测试数字已发出，没有人确认是否显示');
  if (!seen) return failed('呼叫器没有正确显示或没有响，请检查电源和接线');
  const key = await desk.act<PressedKey>('请按呼叫器上的任意一个键', caller.onKey);
  if (key === null) return unconfirmed('显示正常，没有收到按键');
  return key === 'unknown' ? failed('呼叫器发来没有设置的键，请核对按键对照表') : passed('呼叫器显示、提示音和按键正常，这次按键没有叫号');
};
