import { Writable } from 'node:stream';
import pino from 'pino';
import type { Logger } from 'pino';

/** A logger whose lines a test can read. */
export function createLogLines(): { log: Logger; lines: string[] } {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString('utf8'));
      done();
    },
  });
  return { log: pino({ base: null }, sink), lines };
}
