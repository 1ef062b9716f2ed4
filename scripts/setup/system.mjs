import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runOrFail, say, SetupError } from './common.mjs';

const CJK_FONTS = ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc'];

/** What the machine must have beside Node, as Debian names it, and how to see that it is there. */
const PACKAGES = {
  chromium: () => hasCommand('chromium') || hasCommand('google-chrome'),
  'espeak-ng': () => hasCommand('espeak-ng'),
  'fonts-noto-cjk': () => CJK_FONTS.some((file) => existsSync(file)),
  'poppler-utils': () => hasCommand('pdftotext') && hasCommand('pdftoppm'),
  socat: () => hasCommand('socat'),
  strace: () => hasCommand('strace'),
  xvfb: () => hasCommand('Xvfb'),
};

function hasCommand(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
}

function isDebian() {
  return existsSync('/etc/debian_version') || (existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8')));
}

/** The sentence for a person who has to install them. */
export function installSentence(missing, debian) {
  const command = `sudo apt-get install -y ${missing.join(' ')}`;
  return debian ? `please run once: ${command}` : `please install with this system's own tools what Debian calls: ${missing.join(' ')}`;
}

/** Programs and fonts of the operating system; installed where we may, otherwise named in one sentence. */
export function systemStep(names) {
  const missing = () => names.filter((name) => !PACKAGES[name]());
  return {
    isNeeded: () => missing().length > 0,
    run: () => {
      const wanted = missing();
      if (!isDebian() || process.getuid?.() !== 0) throw new SetupError(installSentence(wanted, isDebian()));
      say(`installing from Debian: ${wanted.join(' ')} (some minutes the first time)`);
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      const hint = `Debian's packages could not be installed; ${installSentence(wanted, true)}`;
      const install = ['install', '-y', '--no-install-recommends', ...wanted];
      // A fresh machine has no list of packages, an old one may have an outdated list.
      if (spawnSync('apt-get', install, { env, stdio: ['ignore', 'ignore', 'ignore'] }).status !== 0) {
        runOrFail('apt-get', ['update'], { env, hint });
        runOrFail('apt-get', install, { env, hint });
      }
      if (missing().length > 0) throw new SetupError(`still missing after the installation: ${missing().join(' ')}`);
    },
  };
}
