import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../shared/basics/result.ts';
import { DeviceKind } from '../shared/types/device.ts';
import { DEVICES } from './registry.ts';
import { parseDeviceAddress, type AddressProtocol, type DeviceAddress } from './transports/address.ts';

interface VerbHelp {
  /** The kinds it goes with, the first that such an address can be of when `--kind` is not given; none: any kind, and one must be given. */
  readonly kinds: readonly DeviceKind[];
  /** The word behind the verb when none is typed; null: it takes none; undefined: one must be typed. */
  readonly text: string | null | undefined;
  readonly help: string;
}

/** What the tool can do with a device. */
export const VERBS = {
  status: { kinds: [], text: null, help: 'connect and tell the status (needs --kind)' },
  poll: { kinds: [], text: null, help: 'tell every change of status, and of a locker every door (needs --kind)' },
  read: { kinds: ['idCardReader', 'socialCardReader', 'scanner'], text: null, help: 'wait for a card and tell its fields, number and name masked; or for a code' },
  print: { kinds: ['ticketPrinter', 'documentPrinter'], text: '测试打印', help: 'print a test slip [with this text]; at ipp://… this PDF file' },
  show: { kinds: ['callDisplay'], text: '测试显示', help: 'show a line [this text]' },
  speak: { kinds: ['voice'], text: '测试播报', help: 'say a sentence [this text]' },
  invite: { kinds: ['evaluationPad'], text: null, help: 'ask for a rating and tell the keys pressed' },
  open: { kinds: ['locker'], text: undefined, help: 'open this door of a locker' },
  dump: { kinds: [], text: null, help: 'open the line and dump what arrives, in hexadecimal' },
} as const satisfies Record<string, VerbHelp>;

export type Verb = keyof typeof VERBS;

export type CliRequest =
  | { readonly type: 'help' }
  | { readonly type: 'dump'; readonly address: string; readonly seconds: number }
  | {
      readonly type: 'use';
      readonly verb: Exclude<Verb, 'dump'>;
      readonly kind: DeviceKind;
      readonly address: string;
      readonly place: DeviceAddress;
      readonly text: string;
      readonly seconds: number;
      /** As JSON would give it; checked against the kind's schema. */
      readonly options: unknown;
    };

export const USAGE = [
  'usage: npm run device -- <address> <verb> [text] [--kind KIND] [--seconds N] [--options JSON]',
  '  address   tcp://host:port            a serial server, a network printer, a simulator',
  '            serial:///dev/ttyUSB0?baud=115200, serial://COM3?baud=9600, serial://usb:1a86:7523?baud=9600 (by its adapter)',
  '            usb://0400:c35a, hid://0b57:8420 (add :SERIAL where there are two), usb+tcp:// and hid+tcp:// for simulators',
  '            pcsc://*, pcsc://NAME%20OF%20THE%20READER; pcsc+tcp:// for simulators',
  '            ipp://host:631/ipp/print     an A4 printer',
  '            file:///dev/usb/lp0          a printer of the operating system',
  '            http://127.0.0.1:8989        the service of an identity card reader',
  ...Object.entries(VERBS).map(([verb, { help }]) => `  ${verb.padEnd(9)} ${help}`),
  `  --kind    ${DeviceKind.options.join(' | ')}`,
  '  --seconds how long to wait or watch (default 30)',
  '  --options what hall.json would say, for example {"columns":32}',
  '  --protocol short for {"protocol":…} of a callDisplay: onbon (default), lumen or digits; of a locker: xor-8a (default), wkly or kerong-cu16',
].join('\n');

/** Pure: the arguments after the program's name to a request, or a sentence about what is wrong with them. */
export function parseCliArguments(argv: readonly string[]): Result<CliRequest, string> {
  const parsed = split(argv);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.help === true) return ok({ type: 'help' });
  const [address, verb, text, ...more] = positionals;
  if (address === undefined || verb === undefined) return fail('an address and a verb are needed');
  if (more.length > 0) return fail(`too many words: ${more.join(' ')} (put the text in quotes)`);
  const where = parseDeviceAddress(address);
  if (!where.ok) return where;
  if (!isVerb(verb)) return fail(`unknown verb: ${verb}`);
  const seconds = Number(values.seconds ?? '30');
  if (!(seconds > 0 && seconds <= 86_400)) return fail('--seconds is a number of seconds above 0');
  if (text !== undefined && VERBS[verb].text === null) return fail(`${verb} takes no text`);
  if (text === undefined && VERBS[verb].text === undefined) return fail(`${verb} needs a word behind it: ${VERBS[verb].help}`);
  if (verb === 'dump') return where.value.protocol === 'http' ? fail('a service is no line to open') : ok({ type: 'dump', address, seconds });

  const kind = kindOf(verb, values.kind, where.value.protocol);
  if (!kind.ok) return kind;
  const place = parseDeviceAddress(address, DEVICES[kind.value].protocols);
  if (!place.ok) return place;
  const options = optionsOf(values);
  if (!options.ok) return options;
  return ok({ type: 'use', verb, kind: kind.value, address, place: place.value, text: text ?? VERBS[verb].text ?? '', seconds, options: options.value });
}

function split(argv: readonly string[]) {
  try {
    return ok(
      parseArgs({
        args: [...argv],
        allowPositionals: true,
        options: {
          kind: { type: 'string' },
          seconds: { type: 'string' },
          options: { type: 'string' },
          protocol: { type: 'string' },
          help: { type: 'boolean', short: 'h' },
        },
      }),
    );
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function isVerb(word: string): word is Verb {
  return Object.hasOwn(VERBS, word);
}

function kindOf(verb: Exclude<Verb, 'dump'>, given: string | undefined, protocol: AddressProtocol): Result<DeviceKind, string> {
  const own: readonly DeviceKind[] = VERBS[verb].kinds;
  const usual = own.find((kind) => DEVICES[kind].protocols.includes(protocol)) ?? own[0];
  if (given === undefined) return usual === undefined ? fail(`${verb} needs --kind, one of ${DeviceKind.options.join(', ')}`) : ok(usual);
  const kind = DeviceKind.safeParse(given);
  if (!kind.success) return fail(`unknown kind: ${given}; one of ${DeviceKind.options.join(', ')}`);
  if (usual !== undefined && !own.includes(kind.data)) return fail(`${verb} goes with ${own.join(' or ')}, not with ${kind.data}`);
  return ok(kind.data);
}

function optionsOf(values: { readonly options?: string; readonly protocol?: string }): Result<unknown, string> {
  const options = parseJson(values.options ?? '{}');
  if (!options.ok || values.protocol === undefined) return options;
  if (typeof options.value !== 'object') return fail('--options is not an object');
  return ok({ ...options.value, protocol: values.protocol });
}

function parseJson(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return fail('--options is not JSON');
  }
}
