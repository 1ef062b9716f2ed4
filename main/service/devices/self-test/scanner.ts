import type { Scanner, ScanEvent } from '../../../../devices/scanner/types.ts';
import { failed, passed, unconfirmed, type Exercise } from './exercise.ts';

/** A code is laid before the scanner. What it says is told by its length only: it may be a citizen's. */
export const testScanner: Exercise<Scanner> = async (scanner, desk) => {
  const scan = await desk.act<ScanEvent>('请把任意一张条码或二维码放到扫码器前', (heard) => scanner.onScan(heard));
  if (scan === null) return unconfirmed('没有扫到码，不能确认扫码器正常');
  if (scan.type === 'unreadable') return failed(scan.sentence);
  return passed('扫码器正常', [{ name: '长度', value: `${scan.code.length} 个字符` }]);
};
