import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testPage } from './test-page.ts';

test('one A4 page that a strict reader of PDF takes without a word, with its lines', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'yichuang-test-page-')), 'page.pdf');
  writeFileSync(file, testPage(['YICHUANG DEVICE SELF-TEST', 'Work No. 1001']));
  const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
  expect(info).toMatch(/Pages:\s+1\n/);
  expect(info).toContain('A4');
  const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  expect(text.split('\n').filter((line) => line.trim() !== '' && line !== '\f')).toEqual(['YICHUANG DEVICE SELF-TEST', 'Work No. 1001']);
});
