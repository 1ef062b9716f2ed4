import { fail, ok, type Result } from '../../../shared/basics/result.ts';
import { fromHex } from '../../core/bytes.ts';
import type { Connection } from '../../core/link.ts';
import type { CardDriver, CardFailure, CardProtocol } from '../card-protocol.ts';
import type { DigitsOptions } from '../options.ts';
import { notEncodable } from '../strip-text.ts';
import { boardFrame, fitsBoard, type BoardFormat } from './protocol.ts';

export function boardFormat({ prefix, encoding, places, check }: Pick<DigitsOptions, 'prefix' | 'encoding' | 'places' | 'check'>): BoardFormat {
  return { prefix: fromHex(prefix), encoding, places, check };
}

/** The digits of the first number in a text; its letters become digits by the table or are left out. Null without one. */
export function numberIn(text: string, letters: DigitsOptions['letters']): string | null {
  const [, prefix = '', digits] = /([A-Z]*)(\d+)/.exec(text) ?? [];
  if (digits === undefined) return null;
  return Array.from(prefix, (letter) => letters[letter] ?? '').join('') + digits;
}

/** A board that shows nothing but the number of a ticket, and never says a word. */
export function createDigitsProtocol(settings: DigitsOptions): CardProtocol {
  const format = boardFormat(settings);

  function openDriver(connection: Connection): CardDriver {
    let standing: Uint8Array | null = null;

    async function send(frame: Uint8Array): Promise<Result<void, CardFailure>> {
      const sent = await connection.send(frame);
      return sent.ok ? sent : fail({ cause: 'disconnected' });
    }

    return {
      begin: () => Promise.resolve(ok(undefined)),
      /** The number once more: a board that lost its power cannot ask for it. */
      ping: () => (settings.repeat && standing !== null ? send(standing) : Promise.resolve(ok(undefined))),
      show(frame) {
        standing = frame;
        return send(frame);
      },
    };
  }

  return {
    answers: false,
    encode(text) {
      const digits = numberIn(text, settings.letters);
      if (digits === null || fitsBoard(format, digits)) return ok(boardFrame(format, digits));
      return notEncodable(`窗口屏只有 ${settings.places} 位数字，显示不下 ${digits}，请检查位数和字母对照的设置`);
    },
    openDriver,
  };
}
