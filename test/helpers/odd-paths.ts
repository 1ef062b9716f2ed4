/** Ways to write "one up", from plain to what broken decoders take for it. */
const UPS = [
  '../', '..%2f', '..%2F', '%2e%2e/', '%2e%2e%2f', '%252e%252e%252f', '..\\', '..%5c', '%2e%2e%5c', '....//', '..;/', '.%2e/',
  '..%c0%af', '%c0%ae%c0%ae/', '..%00/', '%uff0e%uff0e/', '..%ef%bc%8f', '.%00./', '/..//', '..%09/',
];
const STARTS = ['/', '/kiosk/', '/assets/', '/assets/../', '/kiosk/assets/'];
const TARGETS = ['secret.txt', 'etc/passwd', 'manifest.json', 'package.json'];

const OTHERS = [
  '/C:/Windows/win.ini', '/c:%5cwindows%5cwin.ini', '/%5c%5cserver%5cshare', '/assets/kiosk-1.js::$DATA', '/secret.txt::$DATA',
  '/assets/kiosk-1.js%00.html', '/assets/kiosk-1.js.', '/assets/kiosk-1.js/', '/assets/KIOSK-1.JS', '/assets//kiosk-1.js',
  '/assets', '/assets/', '/kiosk', '/KIOSK/', '/kiosk/index.html', '/kiosk/./index.html', '/index.html', '/favicon.ico',
  '/.env', '/.git/config', '/~root', '/con', '/nul', '/aux.txt', '/com1', '/proc/self/environ', '/dev/null', '/etc/passwd',
  '/enter/', '/Enter', '/rpc/kiosk', '/hub', '/%', '/%zz', '/%e0%a4%a', '/?', '/kiosk/?/../../secret.txt/..', '//etc/passwd',
  '//evil.example/', '///', '/%2f%2fevil.example', '/;/secret.txt', '/kiosk;/', '/*', '/%2a', '/|ls', '/$(id)', '/`id`',
  '/__proto__', '/constructor', '/toString', '/hasOwnProperty', '/kiosk/%0d%0aset-cookie:x=1', '/kiosk%20/', '/ kiosk'.replace(' ', '%20'),
];

/** 500 different request targets that no page has; for whatever serves files. */
export function oddPaths(): string[] {
  const climbs = STARTS.flatMap((start) => UPS.flatMap((up) => TARGETS.map((target) => `${start}${up.repeat(4)}${target}`)));
  const long = Array.from({ length: 500 }, (_, n) => `/${'a/'.repeat(n)}secret.txt`);
  return [...new Set([...climbs, ...OTHERS.filter((path) => !path.startsWith('/?') && !path.includes('?')), ...long])].slice(0, 500);
}
