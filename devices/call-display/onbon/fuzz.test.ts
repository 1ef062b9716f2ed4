import { createOnbonParser, encodeFrame, type OnbonFrame } from './protocol.ts';
import { seededInteger, type FuzzSubject } from '../../core/testing/fuzz-parser.ts';
import { testParser } from '../../core/testing/test-fuzz.ts';

const SEED = 20260315;

function goodFrames(): { bytes: Uint8Array; frame: OnbonFrame }[] {
  const random = seededInteger(SEED);
  return Array.from({ length: 50 }, (_, i) => {
    const data = Uint8Array.from({ length: i % 25 === 0 ? 5 : 5 + random(40) }, () => random(256));
    const frame = { destination: random(0x10000), source: random(0x10000), deviceType: random(256), data };
    return { bytes: encodeFrame(frame), frame };
  });
}

const PREAMBLE = 8;
const subject: FuzzSubject<OnbonFrame> = {
  createParser: createOnbonParser,
  good: goodFrames(),
  checkedBytes: (frame) => encodeFrame(frame).slice(PREAMBLE),
  needsPause: false,
};

testParser(subject, 64 * 1024);
