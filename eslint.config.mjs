import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { noUnreadResult } from './scripts/lint/no-unread-result.ts';

const TESTS = ['**/*.test.ts', 'test/**'];
/** Programs a person runs in a terminal; they talk to that person. */
const ENTRY_POINTS = ['main/app/start.ts', 'devices/cli.ts', 'central/start.ts', 'scripts/**', 'test/scenario/**', 'test/bench/**'];
const WINDOW_FACTORY = 'main/electron/window-factory.ts';

const NO_WINDOW = {
  selector: 'NewExpression[callee.name=/^(BrowserWindow|BaseWindow|BrowserView|WebContentsView)$/]',
  message: `Windows are made in ${WINDOW_FACTORY} only.`,
};
const NO_ENUM = { selector: 'TSEnumDeclaration, TSModuleDeclaration[declare!=true]', message: 'Only erasable TypeScript: Node runs it as it is.' };

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'scripts/toolchain/', 'assets/', 'data/', '**/*.d.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { yichuang: { rules: { 'no-unread-result': noUnreadResult } } },
    rules: {
      'yichuang/no-unread-result': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // It takes `signal.aborted` for settled once it was looked at, although every await may change it.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // Dependencies are handed over as objects of functions; none of them uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      // Chinese text is counted by code points on purpose.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unnecessary-template-expression': 'off',
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // An interface may ask for a promise where one of its implementations has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // Recurses without end through oRPC's router types.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'max-lines': ['error', { max: 400 }],
      'no-console': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true } }],
      'no-restricted-syntax': ['error', NO_WINDOW, NO_ENUM],
      'no-restricted-imports': ['error', { paths: [{ name: 'electron', allowTypeImports: true, message: 'Electron is used in main/electron only.' }] }],
    },
  },
  {
    files: ['main/electron/**'],
    ignores: ['**/*.test.ts', 'main/electron/ipc.ts', 'main/electron/preload.ts', WINDOW_FACTORY],
    rules: {
      'no-restricted-imports': ['error', {
        paths: [{
          name: 'electron',
          importNames: ['ipcMain', 'ipcRenderer', 'BrowserWindow', 'BaseWindow', 'BrowserView', 'WebContentsView'],
          allowTypeImports: true,
          message: 'Channels are in ipc.ts and preload.ts, windows in window-factory.ts.',
        }],
      }],
    },
  },
  { files: ['main/electron/ipc.ts', 'main/electron/preload.ts', WINDOW_FACTORY, 'main/electron/**/*.test.ts'], rules: { 'no-restricted-imports': 'off' } },
  { files: [WINDOW_FACTORY], rules: { 'no-restricted-syntax': ['error', NO_ENUM] } },
  { files: ['renderer/**/*.ts', 'renderer/**/*.tsx'], extends: [reactHooks.configs.flat['recommended-latest']] },
  {
    files: TESTS,
    rules: {
      'yichuang/no-unread-result': 'off',
      // Matchers such as expect.stringContaining are typed `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ENTRY_POINTS, rules: { 'no-console': 'off' } },
  { files: ['vite.config.ts', 'vite.bench.config.ts'], rules: { 'no-restricted-exports': 'off' } },
);
