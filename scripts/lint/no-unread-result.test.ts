import { resolve } from 'node:path';
import { TSESLint } from '@typescript-eslint/utils';
import { parser } from 'typescript-eslint';
import { noUnreadResult } from './no-unread-result.ts';

const HEAD = `
type Result = { ok: true; value: number } | { ok: false; error: string };
declare function read(): Result;
declare function fetchLater(): Promise<Result>;
declare function plain(): { ok: boolean };
declare function nothing(): Promise<void>;
`;

async function countUnread(statement: string): Promise<number> {
  const eslint = new TSESLint.ESLint({
    overrideConfigFile: true,
    overrideConfig: [{
      files: ['**/*.ts'],
      languageOptions: { parser, parserOptions: { projectService: { allowDefaultProject: ['*.ts'] }, tsconfigRootDir: __dirname } },
      plugins: { yichuang: { rules: { 'no-unread-result': noUnreadResult } } },
      rules: { 'yichuang/no-unread-result': 'error' },
    }],
  });
  const [result] = await eslint.lintText(`${HEAD}export async function run() { ${statement} }`, { filePath: resolve(__dirname, 'sample.ts') });
  if (result === undefined || result.fatalErrorCount > 0) throw new Error(result?.messages[0]?.message);
  return result.messages.length;
}

test.each([
  ['read();', 1],
  ['await fetchLater();', 1],
  ['fetchLater();', 1],
  ['void fetchLater();', 1],
  ['read().ok ? 1 : 2;', 0],
  ['const result = read(); return result.ok;', 0],
  ['return fetchLater();', 0],
  ['plain();', 0],
  ['await nothing();', 0],
])('%s gives %d reports', async (statement, reports) => {
  expect(await countUnread(statement)).toBe(reports);
});
