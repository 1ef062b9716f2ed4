import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { DeviceKind } from '../../shared/types/device.ts';
import { DeviceConfig, Hall, StationFile, type StationConfig } from '../../shared/types/hall.ts';

/** One mistake: which file, where in it, what is wrong. */
export interface ConfigProblem {
  readonly file: string;
  /** `stations[2].devices.ticketPrinter.address`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

export interface StationSetting {
  readonly hall: Hall;
  readonly station: StationConfig;
  readonly file: StationFile;
  /** Absolute. */
  readonly dataDir: string;
}

/** A mistake in one device's setting; `path` begins at the device. */
export type DeviceProblem = Pick<ConfigProblem, 'path' | 'message'>;
/** What only the drivers know about a device's setting; handed in, because settings do not know drivers. */
export type DeviceCheck = (kind: DeviceKind, device: DeviceConfig) => readonly DeviceProblem[];

/** Reads station.json and the hall.json it names. Every mistake of both comes back, none is repaired. */
export async function readStationSetting(path: string, checkDevice: DeviceCheck): Promise<Result<StationSetting, ConfigProblem[]>> {
  const stationPath = resolve(path);
  const file = await readChecked(stationPath, StationFile);
  if (!file.ok) return file;
  const hallPath = resolve(dirname(stationPath), file.value.hall);
  const hallJson = await readJson(hallPath);
  if (!hallJson.ok) return hallJson;
  const hall = checked(hallPath, hallJson.value, Hall);
  const problems = [...(hall.ok ? [] : hall.error), ...deviceProblems(hallJson.value, hallPath, checkDevice)];
  if (!hall.ok || problems.length > 0) return fail(problems);
  const station = hall.value.stations.find((candidate) => candidate.id === file.value.station);
  if (!station) {
    return fail([{ file: stationPath, path: 'station', message: `hall.json 中没有工作站“${file.value.station}”` }]);
  }
  if (station.role === 'hub' && hall.value.centre !== null && file.value.centreKey === undefined) {
    return fail([{ file: stationPath, path: 'centreKey', message: '大厅接入了中央系统，中枢需要填写访问中央系统的密钥' }]);
  }
  return ok({ hall: hall.value, station, file: file.value, dataDir: resolve(dirname(stationPath), file.value.data) });
}

/** The stations' devices, read also from a file with other mistakes. */
const HallDevices = z.object({ stations: z.array(z.object({ devices: z.record(z.string(), z.unknown()) }).catch({ devices: {} })) }).catch({ stations: [] });

/** What the drivers would refuse; a device that is no device at all is the schema's to tell. */
function deviceProblems(hallJson: unknown, file: string, check: DeviceCheck): ConfigProblem[] {
  return HallDevices.parse(hallJson).stations.flatMap(({ devices }, index) =>
    DeviceKind.options.flatMap((kind) => {
      const device = DeviceConfig.safeParse(devices[kind]);
      const problems = device.success ? check(kind, device.data) : [];
      return problems.map(({ path, message }) => ({ file, path: `stations[${index}].devices.${kind}.${path}`, message }));
    }),
  );
}

async function readChecked<S extends z.ZodType>(path: string, schema: S): Promise<Result<z.output<S>, ConfigProblem[]>> {
  const json = await readJson(path);
  return json.ok ? checked(path, json.value, schema) : json;
}

async function readJson(path: string): Promise<Result<unknown, ConfigProblem[]>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return fail([{ file: path, path: '', message: `读不到文件（${error instanceof Error ? error.message : String(error)}）` }]);
  }
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return fail([{ file: path, path: '', message: `不是合法的 JSON（${error instanceof Error ? error.message : String(error)}）` }]);
  }
}

function checked<S extends z.ZodType>(path: string, json: unknown, schema: S): Result<z.output<S>, ConfigProblem[]> {
  const parsed = schema.safeParse(json, { error: z.locales.zhCN().localeError });
  if (parsed.success) return ok(parsed.data);
  return fail(parsed.error.issues.map((issue) => ({ file: path, path: pathText(issue.path), message: issue.message })));
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${String(part)}`)).join('');
}

/** One line a mistake, for standard error. */
export function problemLines(problems: readonly ConfigProblem[]): string {
  return problems.map((p) => `${p.file}${p.path === '' ? '' : ` → ${p.path}`}：${p.message}`).join('\n');
}
