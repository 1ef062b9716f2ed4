import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { MEMORY, say } from './common.mjs';

const POLL_MS = 200;
/** Breaking a lock is a matter of microseconds; whoever is at it longer was killed. */
const BREAKING_MS = 10_000;

/** Runs `work` while no other set-up of this folder works. A lock whose owner died is taken over. */
export async function withLock(work, folder = MEMORY) {
  const lock = `${folder}lock`;
  mkdirSync(folder, { recursive: true });
  for (let told = false; !tryTake(lock); told = true) {
    if (!told) say('waiting for another set-up of this folder to finish');
    if (!isAlive(ownerOf(lock))) breakLock(lock);
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function tryTake(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** The process that holds the lock; undefined when it is just being given back. */
function ownerOf(lock) {
  try {
    return Number(readFileSync(lock, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  if (pid === undefined) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Only one of those who wait may remove it, or the second would remove the lock the first has just taken. */
function breakLock(lock) {
  const breaking = `${lock}.breaking`;
  if (!tryTake(breaking)) {
    if (ageOf(breaking) > BREAKING_MS) rmSync(breaking, { force: true });
    return;
  }
  if (!isAlive(ownerOf(lock))) rmSync(lock, { force: true });
  rmSync(breaking, { force: true });
}

function ageOf(file) {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}
