import { seededInteger, type FuzzSubject } from '../../core/testing/fuzz-parser.ts';
import { testParser } from '../../core/testing/test-fuzz.ts';
import { NETWORK_FRAMING } from './network-framing.ts';
import { encodeBody, type LumenFrame, type LumenFraming } from './protocol.ts';
import { SERIAL_FRAMING } from './serial-framing.ts';

const SEED = 20260315;

function goodFrames(framing: LumenFraming): { bytes: Uint8Array; frame: LumenFrame }[] {
  const random = seededInteger(SEED);
  return Array.from({ length: 50 }, (_, i) => {
    const data = Uint8Array.from({ length: random(40) }, () => random(256));
    const frame: LumenFrame = { type: i % 2 === 0 ? 'reply' : 'command', card: random(256), code: random(256), data };
    return { bytes: framing.encode(frame), frame };
  });
}

const serial: FuzzSubject<LumenFrame> = {
  createParser: SERIAL_FRAMING.createParser,
  good: goodFrames(SERIAL_FRAMING),
  checkedBytes: SERIAL_FRAMING.encode,
  needsPause: false,
};

const network: FuzzSubject<LumenFrame> = {
  createParser: NETWORK_FRAMING.createParser,
  good: goodFrames(NETWORK_FRAMING),
  checkedBytes: encodeBody,
  needsPause: true,
};

describe.each([
  ['serial', serial],
  ['network', network],
] as const)('%s framing', (_, subject) => testParser(subject, 4 * 1024));
