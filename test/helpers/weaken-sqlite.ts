/**
 * Preloaded into the store worker to show that the power cut test has teeth: FULL becomes NORMAL, and the pragma
 * goes on saying FULL, as better-sqlite3's own default does right after the switch to WAL.
 */
import Database from 'better-sqlite3';

const FULL = 2;
const { pragma } = Database.prototype;

Database.prototype.pragma = function weakened(source, options) {
  const answer = Reflect.apply(pragma, this, [source === 'synchronous = FULL' ? 'synchronous = NORMAL' : source, options]);
  return source === 'synchronous' ? FULL : answer;
};
