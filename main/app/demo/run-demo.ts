import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createNodeCrypto } from '../../crypto/crypto-port.ts';
import { addressOf, DEMO_STAFF, writeDemoHall, type DemoHall } from './demo-hall.ts';
import { startChild, type Child } from './child.ts';
import { chooseShell, hasScreen } from './station-shell.ts';

/** What `--headless` prints when everything answers. */
export interface DemoReady {
  readonly ready: true;
  readonly shell: 'web' | 'electron';
  readonly urls: {
    readonly kiosk: string;
    readonly counter: readonly string[];
    readonly display: string;
    readonly console: string;
    readonly pad: readonly string[];
    /** 设备自检 of every station that has pages. */
    readonly devices: readonly string[];
    readonly workbench: string;
  };
  /** Address of every simulated device, by `<station>/<kind>`. */
  readonly devices: Readonly<Record<string, string>>;
  /** Where the simulators are moved and looked at. */
  readonly simulators: string;
  /** The same on a page: pictures of the devices and everything that can be done to them. */
  readonly bench: string;
  readonly staff: readonly { readonly workNo: string; readonly pin: string }[];
  /** By name, for whoever wants to kill one. */
  readonly pids: Readonly<Record<string, number | null>>;
}

export interface RunningDemo {
  ready(): DemoReady;
  stop(): Promise<void>;
}

export interface DemoOptions {
  readonly root: string;
  readonly data: string;
  readonly headless: boolean;
  /** Hears of each process that is ready. */
  readonly tell: (line: string) => void;
}

/** Starts centre, hub, stations and simulators, each a process of its own that is started again when it dies. */
export async function startDemo({ root, data, headless, tell }: DemoOptions): Promise<RunningDemo> {
  const dataDir = resolve(data);
  const logs = join(dataDir, 'logs');
  await mkdir(logs, { recursive: true });
  const hall = await writeDemoHall(dataDir, createNodeCrypto());
  const children: Child[] = [];

  async function stop(): Promise<void> {
    await Promise.all(children.filter((child) => child.name !== 'centre').map((child) => child.stop()));
    await children.find((child) => child.name === 'centre')?.stop();
  }

  const shell = chooseShell({ root, dataDir, headless, hasScreen: hasScreen(process.platform, process.env) });

  async function start(name: string, command: readonly [string, ...string[]]): Promise<Started> {
    const child = startChild({ name, command, logFile: join(logs, `${name}.log`) });
    children.push(child);
    const ready = await child.ready;
    tell(`${name} 已就绪`);
    return { name, ready };
  }

  try {
    const first = await Promise.all([
      start('simulators', [process.execPath, join(root, 'main/app/demo/simulators-main.ts'), hall.simulatorsFile]),
      start('centre', [process.execPath, join(root, 'central/main.ts'), hall.centreFile]),
      ...hall.stations.map(async (station) => start(station.id, await shell.command(station))),
    ]);
    return { ready: () => describe(hall, shell.kind, first, children), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Started {
  readonly name: string;
  readonly ready: Record<string, unknown>;
}

function describe(hall: DemoHall, shell: DemoReady['shell'], started: readonly Started[], children: readonly Child[]): DemoReady {
  const urlsOf = (role: string, page: string): string[] =>
    hall.stations.filter((station) => station.role === role).map((station) => urlOf(started, station.id, page));
  return {
    ready: true,
    shell,
    urls: {
      kiosk: only(urlsOf('kiosk', 'kiosk')),
      counter: urlsOf('counter', 'counter'),
      display: only(urlsOf('display', 'display')),
      console: only(urlsOf('console', 'console')),
      pad: urlsOf('counter', 'pad'),
      devices: (['kiosk', 'counter', 'display', 'console'] as const).flatMap((role) => urlsOf(role, 'devices')),
      workbench: hall.workbenchUrl,
    },
    devices: Object.fromEntries(hall.simulators.map((s) => [`${s.station}/${s.kind}`, addressOf(s)])),
    simulators: hall.simulatorsControl,
    bench: hall.benchUrl,
    staff: DEMO_STAFF.map(({ workNo, pin }) => ({ workNo, pin })),
    pids: Object.fromEntries(children.map((child) => [child.name, child.pid()])),
  };
}

function urlOf(started: readonly Started[], station: string, page: string): string {
  const urls = started.find((child) => child.name === station)?.ready['urls'];
  const url: unknown = typeof urls === 'object' && urls !== null ? Object.entries(urls).find(([name]) => name === page)?.[1] : undefined;
  if (typeof url !== 'string') throw new Error(`${station} did not say where its page ${page} is`);
  return url;
}

function only(urls: readonly string[]): string {
  const [first] = urls;
  if (first === undefined) throw new Error('a station is missing in the demonstration hall');
  return first;
}
