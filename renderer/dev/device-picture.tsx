import type { ReactNode } from 'react';
import { z } from 'zod';
import type { BenchDevice } from './bench-client.ts';
import { TEXT } from './texts.ts';

interface PictureProps<S> {
  path: string;
  sight: S;
  onAct: (body: object) => void;
}

/** How a kind of device is drawn from what it shows. */
interface Picture {
  draw(path: string, sight: unknown, onAct: (body: object) => void): ReactNode;
}

/** What a simulator shows is read leniently: one that shows something else has no picture, but all its words below. */
function picture<S>(schema: z.ZodType<S>, View: (props: PictureProps<S>) => ReactNode): Picture {
  return {
    draw(path, sight, onAct) {
      const seen = schema.safeParse(sight);
      return seen.success ? <View path={path} sight={seen.data} onAct={onAct} /> : null;
    },
  };
}

const Reader = z.object({ card: z.string().nullable(), cards: z.array(z.string()) });
const Printer = z.object({ paperLines: z.number(), coverOpen: z.boolean(), slips: z.array(z.object({ cut: z.boolean() })) });
const Strip = z.object({ text: z.string(), power: z.boolean() });
const Pad = z.object({ inviting: z.boolean() });
const Voice = z.object({ spoken: z.array(z.object({ text: z.string() })) });
const Caller = z.object({ digits: z.string(), beeps: z.number() });
const Locker = z.object({ open: z.array(z.string()), pulses: z.record(z.string(), z.number()) });

const PICTURES: Readonly<Record<string, Picture>> = {
  idCardReader: picture(Reader, ReaderPicture),
  ticketPrinter: picture(Printer, PrinterPicture),
  callDisplay: picture(Strip, StripPicture),
  evaluationPad: picture(Pad, PadPicture),
  physicalCaller: picture(Caller, CallerPicture),
  voice: picture(Voice, VoicePicture),
  locker: picture(Locker, LockerPicture),
};

export function DevicePicture({ device, sight, onAct }: { device: BenchDevice; sight: unknown; onAct: (body: object) => void }): ReactNode {
  return PICTURES[device.kind]?.draw(device.path, sight, onAct) ?? null;
}

function ReaderPicture({ sight, onAct }: PictureProps<z.infer<typeof Reader>>): ReactNode {
  return (
    <div>
      <div className="pic-reader" data-card={sight.card !== null}>
        <div className="pic-reader__card">{sight.card ?? TEXT.noCard}</div>
      </div>
      <div className="pic-cards">
        {sight.cards.map((card) => (
          <button key={card} type="button" onClick={() => onAct({ type: 'insert-card', card })}>{TEXT.lay(card)}</button>
        ))}
      </div>
    </div>
  );
}

/** A full roll of the simulator. */
const FULL_ROLL = 20_000;

function PrinterPicture({ path, sight }: PictureProps<z.infer<typeof Printer>>): ReactNode {
  const newest = sight.slips.length - 1;
  return (
    <div className="pic-printer">
      <p>
        <meter min={0} max={FULL_ROLL} low={FULL_ROLL / 20} value={sight.paperLines} aria-label={TEXT.paper(sight.paperLines)} />
        <span>{TEXT.paper(sight.paperLines)}</span>
        <span>{sight.coverOpen ? TEXT.coverOpen : TEXT.coverClosed}</span>
      </p>
      {/* The slip grows while it is printed: another address for every state of it. */}
      {newest < 0 ? <p>{TEXT.noSlip}</p> : <img src={`${path}/${newest}?cut=${String(sight.slips[newest]?.cut)}&left=${sight.paperLines}`} alt={TEXT.slip(newest + 1)} />}
    </div>
  );
}

function StripPicture({ sight }: PictureProps<z.infer<typeof Strip>>): ReactNode {
  return <div className="pic-strip">{sight.power && sight.text !== '' ? sight.text : TEXT.dark}</div>;
}

/** The keys of the default table: 5 is 非常满意. */
const KEYS = [[5, '非常满意'], [4, '满意'], [3, '基本满意'], [2, '不满意'], [1, '非常不满意']] as const;

function PadPicture({ sight, onAct }: PictureProps<z.infer<typeof Pad>>): ReactNode {
  return (
    <div className="pic-pad" data-inviting={sight.inviting}>
      <p>{sight.inviting ? TEXT.inviting : TEXT.notInviting}</p>
      <div>
        {KEYS.map(([value, name]) => (
          <button key={value} type="button" onClick={() => onAct({ type: 'press', value })}>{name}</button>
        ))}
      </div>
    </div>
  );
}

function CallerPicture({ sight }: PictureProps<z.infer<typeof Caller>>): ReactNode {
  return <div className="pic-caller numeral">{sight.digits.padEnd(6, '\u2007')}</div>;
}

const SENTENCES = 4;

function VoicePicture({ sight }: PictureProps<z.infer<typeof Voice>>): ReactNode {
  if (sight.spoken.length === 0) return <p className="pic-voice">{TEXT.nothingSpoken}</p>;
  return (
    <ol className="pic-voice">
      {sight.spoken.slice(-SENTENCES).map(({ text }, index) => (
        <li key={index}>{text}</li>
      ))}
    </ol>
  );
}

/** Doors that were opened at least once are known by their pulses; the others nobody has named yet. */
function LockerPicture({ sight }: PictureProps<z.infer<typeof Locker>>): ReactNode {
  const doors = [...new Set([...Object.keys(sight.pulses), ...sight.open])].toSorted((a, b) => a.localeCompare(b, 'zh-CN', { numeric: true }));
  return (
    <div className="pic-locker">
      {doors.map((door) => (
        <span key={door} data-open={sight.open.includes(door)}>
          {door}
          <small>{sight.open.includes(door) ? TEXT.doorOpen : TEXT.doorClosed}</small>
        </span>
      ))}
    </div>
  );
}
