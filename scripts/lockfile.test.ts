import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      optional: z.boolean().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

describe.each(['package-lock.json', 'scripts/toolchain/package-lock.json'])('%s', (name) => {
  const text = readFileSync(`${__dirname}/../${name}`, 'utf8');
  const { packages } = Lock.parse(JSON.parse(text));

  test('names no registry: every machine uses its own', () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
    expect(text).not.toMatch(/registry\./);
  });

  test('every package that is always installed has a strong digest', () => {
    const weak = Object.entries(packages).filter(([path, { integrity, optional }]) => path !== '' && !optional && !integrity?.startsWith('sha512-'));
    expect(weak).toEqual([]);
  });

  test('packages for other systems are listed too, or npm ci refuses the file', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((dep) => !packages[`node_modules/${dep}`] && !packages[`${path}/node_modules/${dep}`]),
    );
    expect(missing).toEqual([]);
  });
});
