import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProcess, processesUsing, signalProcess, SUPERVISOR } from '../helpers/hall-processes.ts';
import { freshHallDir, openHall, openStationStore, readHallFile, type HallUnderTest } from '../helpers/hall-under-test.ts';
import { callNext, finishAndRate, openWindow, serve, takePrintedTicket } from '../helpers/hall-visit.ts';
import { pause } from '../helpers/page-client.ts';

const START = fileURLToPath(new URL('../../main/app/start.ts', import.meta.url));
/** How a hall says that it is open: to a program, to a person. */
const READY = ['"ready":true', '按 Ctrl+C 关闭大厅。'] as const;
const CLERK = { workNo: '1001', pin: '135790' };

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** Runs a command to its end, or stops it with SIGTERM when its output says that it is ready. */
function run(command: string, args: readonly string[]): Promise<Ended> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text: Buffer) => {
    said += text.toString();
  });
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString();
    if (READY.some((words) => said.includes(words))) child.kill('SIGTERM');
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

const runStart = (args: readonly string[]): Promise<Ended> => run(process.execPath, [START, ...args]);

async function visit({ kiosk, counters, pads }: HallUnderTest): Promise<{ no: string; localNo: string }> {
  const { no } = await takePrintedTicket(kiosk);
  await callNext(counters[0]);
  const { localNo } = await serve(counters[0]);
  await finishAndRate(counters[0], pads[0], 2);
  return { no, localNo };
}

test('stopped, started again, killed, started again: numbers, cases and log go on', async () => {
  let hall = await openHall();
  const { data } = hall;
  try {
    await openWindow(hall.counters[0], CLERK);
    const first = await visit(hall);
    await hall.synced(20_000);

    const second = await runStart(['--headless', '--data', data]);
    expect(second.code).toBe(1);
    expect(second.said.trim()).toBe(`大厅没有打开：数据目录 ${data} 正由另一个大厅使用。请先关闭它，或用 --data 换一个目录。`);
    const later = await visit(hall);
    expect(await hall.end()).toBe(0);
    expect(processesUsing(data)).toEqual([]);

    hall = await openHall(data);
    // The window was left open: the clerk goes on where they stopped.
    await hall.counters[0].until('the window is as it was', 15_000, (state) => state.hubOnline && state.window.state === 'OPEN' && state.clerk);
    const third = await visit(hall);
    expect([first.no, later.no, third.no]).toEqual(['F001', 'F002', 'F003']);
    expect([first.localNo, later.localNo, third.localNo].map((no) => no.slice(-4))).toEqual(['0001', '0002', '0003']);

    // The supervisor itself is killed, and so has no time to end anything.
    signalProcess(data, SUPERVISOR, 'SIGKILL');
    expect(await hall.end()).toBeNull();
    for (let tries = 0; processesUsing(data).length > 0 && tries < 150; tries += 1) await pause(100);
    expect(processesUsing(data)).toEqual([]);

    // The same, with a centre that can no longer end its database either.
    hall = await openHall(data);
    const centre = findProcess(data, 'centre') ?? 0;
    signalProcess(data, SUPERVISOR, 'SIGKILL');
    process.kill(centre, 'SIGKILL');
    expect(await hall.end()).toBeNull();
    hall = await openHall(data);
    await hall.counters[0].until('the window is as it was', 15_000, (state) => state.hubOnline && state.window.state === 'OPEN' && state.clerk);
    const fourth = await visit(hall);
    await hall.synced(30_000);
    const rows = await hall.atCentre<{ local_no: string }>('select local_no from case_file order by local_no');
    expect(rows.map((row) => row.local_no)).toEqual([first, later, third, fourth].map(({ localNo }) => localNo));
    expect(await hall.end()).toBe(0);
    expect(processesUsing(data)).toEqual([]);
    const hub = openStationStore(data, 'hub');
    expect(hub.audit.findChainFaults()).toEqual([]);
    hub.close();
  } finally {
    await hall.discard();
  }
}, 180_000);

test.each([
  [['--headless'], ['"shell":"web"']],
  [[], ['自助机      http://127.0.0.1:', '中央工作台  http://127.0.0.1:', '工号 1001 密码 135790', '按 Ctrl+C 关闭大厅。']],
])('npm start %j says where everything is and ends with 0 on SIGTERM', async (options, words) => {
  const data = freshHallDir();
  const { code, said } = await run('npm', ['start', '--silent', '--', ...options, '--data', data]);
  expect(words.filter((text) => !said.includes(text))).toEqual([]);
  expect(code).toBe(0);
  for (let tries = 0; processesUsing(data).length > 0 && tries < 50; tries += 1) await pause(100);
  expect(processesUsing(data)).toEqual([]);
  rmSync(data, { recursive: true });
}, 120_000);

test('a wrong hall.json: every mistake with its path, exit 2, nothing started', async () => {
  const data = freshHallDir();
  mkdirSync(join(data, 'stations'));
  const started = await runStart(['--headless', '--data', data]);
  expect(started.code).toBe(0);
  const hall = readHallFile(data);
  const wrong = {
    ...hall,
    hall: { ...hall.hall, name: undefined },
    businesses: hall.businesses.map((business, n) => (n === 1 ? { ...business, prefix: 'A' } : business)),
    windows: hall.windows.map((window, n) => (n === 0 ? { ...window, businessIds: ['market', 'no-such'] } : window)),
    stations: hall.stations.map((station, n) => {
      if (n === 1) return { ...station, listen: { host: '127.0.0.1', port: 99_999 } };
      return n === 2 ? { ...station, devices: { callDisplay: { address: 'udp://10.0.0.1' } } } : station;
    }),
    surplus: 1,
  };
  writeFileSync(join(data, 'hall.json'), JSON.stringify(wrong));
  const ended = await runStart(['--station', join(data, 'stations', 'kiosk-1.json')]);
  expect(ended.code).toBe(2);
  const paths = ended.said.split('\n').flatMap((line) => line.match(/ → ([\w[\].-]+)/)?.[1] ?? []);
  expect(paths.sort()).toEqual([
    'businesses[1].prefix', 'hall.name', 'stations[1].listen.port', 'stations[2].devices.callDisplay.address', 'windows[0].businessIds[1]',
  ]);
  expect(ended.said).toContain('surplus');
  expect(processesUsing(data)).toEqual([]);
  rmSync(data, { recursive: true });
}, 120_000);
