import { fail, ok, type Result } from '../../shared/basics/result.ts';
import {
  bytesReady,
  getResponse,
  lengthWanted,
  readRecord,
  selectApplication,
  selectFile,
  STATUS,
  withExpected,
  type CardAnswer,
  type CardCommand,
} from './apdu.ts';
import { OTHER_NUMBERS, RECORDS, recordValue, type CardRecord, type CardValues, type RecordName } from './card-records.ts';
import type { ApduFailure, ApduPipe } from './slot.ts';

/** Why the records of a card could not be had. */
export type ReadFailure = ApduFailure | 'refused' | 'needs-pin' | 'other-card';

/** A card that keeps announcing more bytes is broken off here. */
const MOST_PARTS = 4;

/**
 * Reads the records of the card in the slot, from the application's selection on. A record that is not there is null;
 * one that the card protects ends the read: no password is ever tried, because some tries too many lock the card.
 */
export async function readRecords(pipe: ApduPipe): Promise<Result<CardValues, ReadFailure>> {
  const application = await ask(pipe, selectApplication());
  if (!application.ok) return application;
  // Some cards have the files without the name.
  const { status } = application.value;
  if (status === STATUS.needsPin) return fail('needs-pin');
  if (status !== STATUS.ok && status !== STATUS.fileAbsent) return fail('other-card');

  const validTo = await readFile(pipe, 0xef05, ['validTo']);
  if (!validTo.ok) return validTo;
  const person = await readFile(pipe, 0xef06, ['number', 'name', 'sex', 'birth']);
  if (!person.ok) return person;
  if (person.value === null) return fail('other-card');
  return ok({ ...NOTHING, ...validTo.value, ...person.value });
}

const NOTHING: CardValues = { validTo: null, number: null, name: null, sex: null, birth: null };

/** Null: the card has no such file. */
async function readFile(pipe: ApduPipe, file: CardRecord['file'], names: readonly RecordName[]): Promise<Result<Partial<CardValues> | null, ReadFailure>> {
  const selected = await firstThatWorks(pipe, [selectFile(file, 0x02), selectFile(file, 0x00)], [STATUS.fileAbsent, ...STATUS.wrongWay]);
  if (!selected.ok) return selected;
  if (selected.value === null) return ok(null);
  const values: Partial<Record<RecordName, Uint8Array | null>> = {};
  for (const name of names) {
    const value = await readValue(pipe, name);
    if (!value.ok) return value;
    values[name] = value.value;
  }
  return ok(values);
}

async function readValue(pipe: ApduPipe, name: RecordName): Promise<Result<Uint8Array | null, ReadFailure>> {
  const record = RECORDS[name];
  const other = OTHER_NUMBERS[name];
  const numbers = other === undefined ? [record.tag] : [record.tag, other];
  const ways = numbers.flatMap((number) => [readRecord(number, record.length, 0x04), readRecord(number, record.length, 0x00)]);
  const read = await firstThatWorks(pipe, ways, [STATUS.recordAbsent, ...STATUS.wrongWay]);
  if (!read.ok) return read;
  return ok(read.value === null ? null : recordValue(record, read.value.data));
}

/** The first good answer; null when the card says to all of them that it has no such thing or does not know the way. */
async function firstThatWorks(pipe: ApduPipe, commands: readonly CardCommand[], passed: readonly number[]): Promise<Result<CardAnswer | null, ReadFailure>> {
  for (const command of commands) {
    const answer = await ask(pipe, command);
    if (!answer.ok) return answer;
    const { status } = answer.value;
    if (status === STATUS.ok) return ok(answer.value);
    if (status === STATUS.needsPin) return fail('needs-pin');
    if (!passed.includes(status)) return fail('refused');
  }
  return ok(null);
}

/** One command to its final answer: repeated once with the length the card asks for, and fetched in parts when it says so. */
async function ask(pipe: ApduPipe, command: CardCommand): Promise<Result<CardAnswer, ReadFailure>> {
  const first = await pipe.transmit(command);
  if (!first.ok) return first;
  const wanted = command.expects ? lengthWanted(first.value.status) : null;
  const answer = wanted === null ? first : await pipe.transmit(withExpected(command, wanted));
  return answer.ok ? wholeAnswer(pipe, answer.value) : answer;
}

async function wholeAnswer(pipe: ApduPipe, begun: CardAnswer): Promise<Result<CardAnswer, ReadFailure>> {
  let { data, status } = begun;
  for (let parts = 1; parts < MOST_PARTS; parts += 1) {
    const ready = bytesReady(status);
    if (ready === null) return ok({ data, status });
    const next = await pipe.transmit(getResponse(ready));
    if (!next.ok) return next;
    data = Buffer.concat([data, next.value.data]);
    status = next.value.status;
  }
  return fail('broken');
}
