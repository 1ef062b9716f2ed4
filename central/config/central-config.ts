import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { SiteId } from '../../shared/basics/ids.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import type { CentralError } from '../error.ts';

const KeyHash = z.string().regex(/^[0-9a-f]{64}$/, '应为密钥的 SHA-256（64 位小写十六进制）');

/** The centre's one configuration file. Keys themselves stand nowhere; a key's SHA-256 stands here. */
export const CentralConfig = z
  .strictObject({
    http: z.strictObject({
      host: z.string().min(1),
      /** 0 lets the system choose one. */
      port: z.number().int().min(0).max(65_535),
    }),
    /** A PostgreSQL of the city; without one the centre runs its own below `dataDir`. */
    databaseUrl: z.string().regex(/^postgres(ql)?:\/\//, '应以 postgres:// 开头').optional(),
    /** Relative to the file. */
    dataDir: z.string().min(1),
    halls: z.array(z.strictObject({ siteId: SiteId, name: z.string().min(1).max(60), keyHash: KeyHash })).min(1),
    workbench: z.strictObject({ keyHash: KeyHash }),
  })
  .superRefine(({ halls, workbench }, context) => {
    const sites = new Set<string>();
    const keys = new Set<string>([workbench.keyHash]);
    for (const [index, { siteId, keyHash }] of halls.entries()) {
      if (sites.has(siteId)) context.addIssue({ code: 'custom', path: ['halls', index, 'siteId'], message: '与前面的大厅重复' });
      if (keys.has(keyHash)) context.addIssue({ code: 'custom', path: ['halls', index, 'keyHash'], message: '与另一处的密钥相同' });
      sites.add(siteId);
      keys.add(keyHash);
    }
  });
export type CentralConfig = z.infer<typeof CentralConfig>;

/** Reads and checks the file; the message names every mistake with its path, one a line. */
export async function readCentralConfig(file: string): Promise<Result<CentralConfig, CentralError>> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return fail({ code: 'CONFIG_UNREADABLE', message: `无法读取配置文件 ${file}，请检查路径和 JSON 格式。原因：${cause}` });
  }
  const parsed = CentralConfig.safeParse(json, { error: z.locales.zhCN().localeError });
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map((issue) => `${issue.path.join('.') || '（整个文件）'}: ${issue.message}`);
    return fail({ code: 'CONFIG_INVALID', message: `配置文件 ${file} 有 ${mistakes.length} 处错误：\n${mistakes.join('\n')}` });
  }
  return ok({ ...parsed.data, dataDir: path.resolve(path.dirname(file), parsed.data.dataDir) });
}
