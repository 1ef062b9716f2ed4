/**
 * The import table of docs/adr/0009-toolchain.md: which folder may import which. Each rule says what is forbidden;
 * whatever no rule forbids is allowed.
 */

/** A library that only its owner imports. */
function owned(library, owner, pattern = library) {
  return {
    name: `only-${owner.replaceAll('/', '-')}-imports-${library}`,
    severity: 'error',
    from: { path: '^(main|devices|shared|renderer|central)/', pathNot: [`^${owner}/`, TEST] },
    to: { path: `(^|/)node_modules/${pattern}/`, dependencyTypesNot: ['type-only'] },
  };
}

const TEST = '\\.test\\.ts$';
const PRODUCT = '^(main|devices|shared|renderer|central)/';
const LOWER_MAIN = '^main/(service|store|sync|hub|config|crypto)/';
/** What tells devices together: the registry, the simulators of a demonstration, the program for a terminal. */
const ALL_DEVICES = '^devices/(registry|simulators|cli)\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'no-orphans',
      comment: 'A file of the product that nothing imports is dead.',
      severity: 'error',
      from: { orphan: true, path: PRODUCT, pathNot: [TEST, '\\.d\\.ts$'] },
      to: {},
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'declared-packages', severity: 'error', from: {}, to: { dependencyTypes: ['npm-no-pkg', 'unknown'] } },
    {
      name: 'no-dev-packages-in-the-product',
      severity: 'error',
      from: { path: PRODUCT, pathNot: [TEST, '^main/electron/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'product-imports-no-tests',
      severity: 'error',
      from: { path: PRODUCT, pathNot: TEST },
      to: { path: `^(test|scripts)/|${TEST}` },
    },

    { name: 'shared-imports-shared', severity: 'error', from: { path: '^shared/', pathNot: TEST }, to: { path: '^(main|devices|renderer|central)/' } },
    {
      name: 'shared-runs-anywhere',
      severity: 'error',
      from: { path: '^shared/', pathNot: TEST },
      to: { path: '(^|/)node_modules/(electron|react|react-dom|ws|pg|kysely|antd)/|^(electron)$' },
    },
    { name: 'shared-without-node', severity: 'error', from: { path: '^shared/', pathNot: TEST }, to: { dependencyTypes: ['core'] } },

    {
      name: 'devices-import-devices',
      severity: 'error',
      from: { path: '^devices/', pathNot: TEST },
      to: { path: '^(main|renderer|central)/' },
    },
    {
      name: 'a-device-imports-its-own-folder',
      severity: 'error',
      from: { path: '^devices/([^/]+)/', pathNot: TEST },
      to: { path: '^devices/', pathNot: '^devices/($1|core|transports)/' },
    },
    {
      name: 'device-basics-know-no-device',
      severity: 'error',
      from: { path: '^devices/(core|transports)/', pathNot: TEST },
      to: { path: '^devices/', pathNot: '^devices/(core|transports)/' },
    },
    {
      name: 'only-tables-import-every-device',
      severity: 'error',
      from: { path: '^devices/[^/]+\\.ts$', pathNot: [ALL_DEVICES, TEST] },
      to: { path: '^devices/[^/]+/', pathNot: '^devices/(core|transports)/' },
    },

    {
      name: 'service-imports-downward',
      severity: 'error',
      from: { path: LOWER_MAIN, pathNot: TEST },
      to: { path: '^(main/(app|web|electron)|renderer|central)/' },
    },
    {
      name: 'service-knows-devices-by-type',
      comment: 'Only main/app makes drivers.',
      severity: 'error',
      from: { path: LOWER_MAIN, pathNot: TEST },
      to: { path: '^devices/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'crypto-and-config-are-lowest', severity: 'error', from: { path: '^main/(crypto|config)/', pathNot: TEST }, to: { path: '^main/', pathNot: '^main/(crypto|config)/' } },
    { name: 'store-is-low', severity: 'error', from: { path: '^main/store/', pathNot: TEST }, to: { path: '^main/', pathNot: '^main/(store|crypto|config)/' } },
    { name: 'sync-is-above-store', severity: 'error', from: { path: '^main/sync/', pathNot: TEST }, to: { path: '^main/(service|hub)/' } },
    { name: 'hub-is-above-sync', severity: 'error', from: { path: '^main/hub/', pathNot: TEST }, to: { path: '^main/service/' } },

    {
      name: 'web-shell-imports',
      severity: 'error',
      from: { path: '^main/web/', pathNot: TEST },
      to: { path: '^(devices|renderer|central|main/(app|electron|service|store|sync|hub))/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'electron-shell-imports',
      severity: 'error',
      from: { path: '^main/electron/', pathNot: TEST },
      to: { path: '^(devices|renderer|central|main/(service|store|sync|hub))/' },
    },
    { name: 'app-imports-no-pages', severity: 'error', from: { path: '^main/app/', pathNot: TEST }, to: { path: '^renderer/' } },

    { name: 'renderer-imports', severity: 'error', from: { path: '^renderer/', pathNot: TEST }, to: { path: '^(main|devices|central)/' } },
    { name: 'renderer-without-node', severity: 'error', from: { path: '^renderer/', pathNot: TEST }, to: { dependencyTypes: ['core'] } },
    {
      name: 'a-role-imports-its-own-pages',
      severity: 'error',
      from: { path: '^renderer/(kiosk|counter|display|console|pad|devices|workbench|dev)/', pathNot: TEST },
      to: { path: '^renderer/', pathNot: '^renderer/($1|ui|api|i18n)/' },
    },
    {
      name: 'page-basics-know-no-role',
      severity: 'error',
      from: { path: '^renderer/(ui|api|i18n)/', pathNot: TEST },
      to: { path: '^renderer/', pathNot: '^renderer/(ui|api|i18n)/' },
    },

    { name: 'central-imports', severity: 'error', from: { path: '^central/', pathNot: TEST }, to: { path: '^(main|devices|renderer)/' } },

    owned('better-sqlite3', 'main/store', 'better-sqlite3(-multiple-ciphers)?'),
    owned('electron-store', 'main/config'),
    owned('serialport', 'devices/transports', '(serialport|@serialport)'),
    owned('node-hid', 'devices/transports'),
    owned('usb', 'devices/transports'),
    owned('pcsc-mini', 'devices/transports', '(pcsc-mini|@pcsc-mini)'),
    owned('node-thermal-printer', 'devices/ticket-printer'),
    owned('electron', 'main/electron'),
    {
      name: 'only-the-crypto-port-imports-node-crypto',
      severity: 'error',
      from: { path: PRODUCT, pathNot: ['^main/crypto/', '^central/crypto\\.ts$', TEST] },
      to: { path: '^(node:)?crypto$', dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|scripts/toolchain)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'], mainFields: ['module', 'main', 'types'] },
  },
};
