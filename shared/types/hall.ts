import { z } from 'zod';
import { BusinessId, SiteId, StationId, WindowId } from '../basics/ids.ts';
import { DeviceKind } from './device.ts';
import { Staff } from './staff.ts';

const Host = z.string().min(1).max(253);
const Port = z.number().int().min(0).max(65_535);
const Sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, '应为 64 位十六进制 SHA-256');
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间格式为 HH:MM');

/** For example `serial:///dev/ttyUSB0?baud=115200` or `tcp://10.0.3.7:9100`; each kind of device knows its own forms. `simulated` marks a 模拟设备 for the pages. */
export const DeviceAddress = z.string().regex(/^[a-z+]+:\/\/\S*$/, '设备地址应写成 serial:///…、tcp://主机:端口 这样的形式');

export const DeviceConfig = z.strictObject({
  address: DeviceAddress,
  simulated: z.boolean().default(false),
  /** Model settings of the driver, for example `{"proof":"gs-r"}`; each driver names what it knows. */
  options: z.record(z.string(), z.json()).default({}),
});
export type DeviceConfig = z.infer<typeof DeviceConfig>;

export const StationRole = z.enum(['kiosk', 'counter', 'display', 'console', 'hub']);
export type StationRole = z.infer<typeof StationRole>;

const StationDevices = z.partialRecord(DeviceKind, DeviceConfig);
export type StationDevices = z.infer<typeof StationDevices>;

export const StationConfig = z.strictObject({
  id: StationId,
  name: z.string().min(1).max(40),
  role: StationRole,
  /** Where the station's own service serves its pages. The hub serves its stations at the same place. */
  listen: z.strictObject({ host: Host, port: Port }),
  /** SHA-256 of the key the station shows to the hub. */
  keyHash: Sha256Hex,
  devices: StationDevices.default({}),
  /** The pad's page in a window of its own on the machine of a counter; only the desktop program can. 1 is the clerk's screen. */
  pad: z.strictObject({ screen: z.number().int().min(2).max(6) }).optional(),
});
export type StationConfig = z.infer<typeof StationConfig>;

export const Zone = z.strictObject({ id: z.string().min(1).max(40), name: z.string().min(1).max(40) });

export const QueueBusiness = z.strictObject({
  id: BusinessId,
  zoneId: z.string(),
  name: z.string().min(1).max(40),
  prefix: z.string().regex(/^[AC-HJ-NP-RT-Y]$/, '号码字母不用 I、O、S、B、Z，以免看错'),
  /** Multiplies the waiting minutes when the next ticket is chosen. */
  weight: z.number().positive().max(10).default(1),
  avgServiceMinutes: z.number().positive().max(240),
  dailyQuota: z.number().int().positive().max(9000).nullable().default(null),
  openHours: z.array(z.strictObject({ from: TimeOfDay, to: TimeOfDay })).default([]),
});
export type QueueBusiness = z.infer<typeof QueueBusiness>;

export const WindowConfig = z.strictObject({
  id: WindowId,
  no: z.string().regex(/^\d{1,3}$/, '窗口号为 1–3 位数字'),
  name: z.string().min(1).max(20),
  businessIds: z.array(BusinessId).min(1),
  stationId: StationId,
});
export type WindowConfig = z.infer<typeof WindowConfig>;

/** Without roles in hall.json somebody is a clerk; powers follow from roles and authorisations. */
export const StaffAccount = Staff.extend({
  name: z.string().min(1).max(20),
  /** `scrypt$N$salt$hash`; made by `npm run start -- --hash-pin`. */
  pinHash: z.string().min(20).max(300),
});
export type StaffAccount = z.infer<typeof StaffAccount>;

export const QueueRules = z.strictObject({
  maxConsecutivePriority: z.number().int().positive().default(1),
  maxCalls: z.number().int().positive().default(3),
  /** Seconds between two calls of the same number. */
  minRecallSeconds: z.number().nonnegative().default(5),
  maxMissed: z.number().int().positive().default(2),
  reinstate: z.enum(['TAIL', 'AFTER_3']).default('AFTER_3'),
});
export type QueueRules = z.infer<typeof QueueRules>;

const Name = z.string().catch('');

/** What the parts of a hall call each other, read also from a file with mistakes; an unreadable name is empty. */
const HallOutline = z.object({
  zones: listOf({ id: Name }),
  businesses: listOf({ id: Name, zoneId: Name, prefix: Name }),
  windows: listOf({ id: Name, no: Name, stationId: Name, businessIds: z.array(Name).catch([]) }),
  stations: listOf({ id: Name, role: Name, pad: z.unknown().optional(), devices: z.record(z.string(), z.unknown()).catch({}) }),
  staff: listOf({ workNo: Name }),
});
type HallOutline = z.infer<typeof HallOutline>;

function listOf<S extends z.ZodRawShape>(shape: S) {
  return z.array(z.object(shape).catch(() => z.object(shape).parse({}))).catch([]);
}

/** Names that stand twice and names that nothing has. Runs also beside other mistakes, so that all are told at once. */
function checkReferences(hall: HallOutline, context: z.RefinementCtx): void {
  function problem(path: (string | number)[], message: string): void {
    context.addIssue({ code: 'custom', path, message });
  }
  function noTwice(names: readonly string[], at: string, key: string, what: string): void {
    names.forEach((name, index) => {
      if (name !== '' && names.indexOf(name) < index) problem([at, index, key], `${what}“${name}”重复`);
    });
  }
  noTwice(hall.stations.map((s) => s.id), 'stations', 'id', '工作站');
  noTwice(hall.windows.map((w) => w.id), 'windows', 'id', '窗口');
  noTwice(hall.windows.map((w) => w.no), 'windows', 'no', '窗口号');
  noTwice(hall.windows.map((w) => w.stationId), 'windows', 'stationId', '一台窗口终端只管一个窗口：');
  noTwice(hall.businesses.map((b) => b.id), 'businesses', 'id', '业务');
  noTwice(hall.businesses.map((b) => b.prefix), 'businesses', 'prefix', '号码字母');
  noTwice(hall.staff.map((s) => s.workNo), 'staff', 'workNo', '工号');
  const zones = new Set(['', ...hall.zones.map((z) => z.id)]);
  hall.businesses.forEach((b, i) => {
    if (!zones.has(b.zoneId)) problem(['businesses', i, 'zoneId'], `没有区域“${b.zoneId}”`);
  });
  const businesses = new Set(['', ...hall.businesses.map((b) => b.id)]);
  const roles = new Map(hall.stations.map((s) => [s.id, s.role]));
  hall.windows.forEach((w, i) => {
    w.businessIds.forEach((id, j) => {
      if (!businesses.has(id)) problem(['windows', i, 'businessIds', j], `没有业务“${id}”`);
    });
    if (w.stationId !== '' && roles.get(w.stationId) !== 'counter') problem(['windows', i, 'stationId'], `“${w.stationId}”不是窗口终端`);
  });
  hall.stations.forEach((s, i) => {
    if (s.role === 'counter' && !hall.windows.some((w) => w.stationId === s.id)) {
      problem(['stations', i, 'id'], `窗口终端“${s.id}”没有对应的窗口`);
    }
  });
  hall.stations.forEach((s, i) => {
    if (s.pad !== undefined && s.role !== 'counter') problem(['stations', i, 'pad'], '只有窗口终端有评价器页面');
  });
  hall.stations.forEach((s, i) => {
    const lacking = s.role === 'kiosk' ? (['idCardReader', 'ticketPrinter'] as const).filter((kind) => !Object.hasOwn(s.devices, kind)) : [];
    for (const kind of lacking) problem(['stations', i, 'devices', kind], kind === 'idCardReader' ? '自助机需要读卡器' : '自助机需要小票打印机');
  });
  if (hall.stations.length > 0 && hall.stations.filter((s) => s.role === 'hub').length !== 1) problem(['stations'], '必须有且只有一个大厅中枢（hub）');
}

/** hall.json: one hall, the same file on every machine. */
export const Hall = z
  .strictObject({
    hall: z.strictObject({
      siteId: SiteId,
      name: z.string().min(1).max(40),
      /** Two to six digits, part of every provisional case number. */
      siteCode: z.string().regex(/^\d{2,6}$/),
      /** For documents: 监督电话, 咨询电话. */
      supervisionPhone: z.string().max(30),
      consultPhone: z.string().max(30),
      address: z.string().max(100),
      notices: z.array(z.string().max(100)).default([]),
    }),
    centre: z.strictObject({ url: z.url() }).nullable(),
    zones: z.array(Zone).min(1),
    businesses: z.array(QueueBusiness).min(1),
    windows: z.array(WindowConfig).min(1),
    stations: z.array(StationConfig).min(1),
    staff: z.array(StaffAccount).min(1),
    queue: QueueRules.prefault({}),
  })
  .superRefine((hall, context) => checkReferences(HallOutline.parse(hall), context), {
    when: ({ value }) => HallOutline.safeParse(value).success,
  });
export type Hall = z.infer<typeof Hall>;

/** station.json: which station of which hall this machine is, and the keys it alone holds. */
export const StationFile = z.strictObject({
  /** Path of hall.json, relative to this file. */
  hall: z.string().min(1),
  station: StationId,
  /** What this station shows to the hub. */
  key: z.string().min(16).max(200),
  /** The hub only: what it shows to the centre. */
  centreKey: z.string().min(16).max(200).optional(),
  /** Folder of this station's data, relative to this file. */
  data: z.string().min(1),
  /** The key in the link that opens this station's pages. */
  pageKey: z.string().min(16).max(200),
});
export type StationFile = z.infer<typeof StationFile>;
