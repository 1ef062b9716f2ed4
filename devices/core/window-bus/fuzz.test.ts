import { seededInteger, type FuzzSubject } from '../testing/fuzz-parser.ts';
import { testParser } from '../testing/test-fuzz.ts';
import { createBusParser, encodeFrame, type BusFrame } from './frames.ts';

const SEED = 20260315;

function goodFrames(): { bytes: Uint8Array; frame: BusFrame }[] {
  const random = seededInteger(SEED);
  return Array.from({ length: 50 }, () => {
    const data = Uint8Array.from({ length: random(7) }, () => random(256));
    const frame = { address: random(256), func: random(256), data };
    return { bytes: encodeFrame(frame), frame };
  });
}

const subject: FuzzSubject<BusFrame> = {
  createParser: createBusParser,
  good: goodFrames(),
  checkedBytes: encodeFrame,
  needsPause: true,
};

testParser(subject, 64);
