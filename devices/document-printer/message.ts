import ipp, { type IppGroup } from 'ipp-encoder';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/basics/result.ts';

/**
 * IPP messages as bytes (RFC 8010): the one place of ipp-encoder. The package reads lengths as signed numbers and trusts
 * them, so that one damaged answer could keep it going round for ever; the shape is checked here before it reads anything
 * (docs/adr, document printing).
 */

/** Begin tags of the groups (RFC 8010 §3.5.1). */
export const GROUP = { operation: 0x01, job: 0x02, end: 0x03, printer: 0x04, unsupported: 0x05 } as const;

/** Value tags that are written here (RFC 8010 §3.5.2). */
/** noValue: the attribute exists, its value not yet. */
export const TAG = { noValue: 0x13, integer: 0x21, boolean: 0x22, enum: 0x23, text: 0x41, name: 0x42, keyword: 0x44, uri: 0x45, charset: 0x47, language: 0x48, mimeType: 0x49 } as const;
type TagName = keyof typeof TAG;

export type IppValue = string | number | boolean;

/** One attribute to be written. */
export interface Attribute {
  readonly name: string;
  readonly tag: TagName;
  readonly values: readonly IppValue[];
}

/** What was read of a group: name → values. Values of kinds that nobody asks for (ranges, dates, collections) are left out. */
export type Attributes = ReadonlyMap<string, readonly IppValue[]>;

export interface Group {
  readonly tag: number;
  readonly attributes: Attributes;
}

export interface Message {
  /** The operation of a request, the status of an answer. */
  readonly code: number;
  readonly requestId: number;
  readonly groups: readonly Group[];
}

export interface NewMessage {
  readonly code: number;
  readonly requestId: number;
  readonly groups: readonly { readonly tag: number; readonly attributes: readonly Attribute[] }[];
}

const HEADER_BYTES = 8;
/** Lengths are signed (RFC 8010 §3.1.4 ff.): above this a message is damaged. */
const LONGEST_FIELD = 0x7fff;
const FIRST_VALUE_TAG = 0x10;
const LAST_VALUE_TAG = 0x7f;
/** integer, boolean, enum, dateTime: these are read without a look at their length. */
const FIXED_LENGTHS: ReadonlyMap<number, number> = new Map([[TAG.integer, 4], [TAG.boolean, 1], [TAG.enum, 4], [0x31, 11]]);
/** textWithLanguage, nameWithLanguage. */
const WITH_LANGUAGE: readonly number[] = [0x35, 0x36];
const WithLanguage = z.object({ value: z.string() });

/** A request, IPP/1.1: what every printer understands. A document may follow its bytes. */
export function encodeRequest({ code, requestId, groups }: NewMessage): Buffer {
  const message = { operationId: code, requestId, groups: groups.map(written) };
  return ipp.request.encode(message, Buffer.alloc(ipp.request.encodingLength(message)));
}

/** A printer's answer; for the simulator. */
export function encodeAnswer({ code, requestId, groups }: NewMessage): Buffer {
  const message = { statusCode: code, requestId, groups: groups.map(written) };
  return ipp.response.encode(message, Buffer.alloc(ipp.response.encodingLength(message)));
}

function written({ tag, attributes }: NewMessage['groups'][number]): IppGroup {
  return { tag, attributes: attributes.map((attribute) => ({ tag: TAG[attribute.tag], name: attribute.name, value: attribute.values })) };
}

/** Reads an answer. `broken`: cut off, or not IPP at all. */
export function decodeAnswer(bytes: Buffer): Result<Message, 'broken'> {
  if (endOfAttributes(bytes) === null) return fail('broken');
  const { statusCode, requestId, groups } = ipp.response.decode(bytes);
  return ok({ code: statusCode, requestId, groups: groups.map(read) });
}

/** Reads a request and the document behind it; for the simulator. */
export function decodeRequest(bytes: Buffer): Result<{ readonly message: Message; readonly document: Buffer }, 'broken'> {
  const end = endOfAttributes(bytes);
  if (end === null) return fail('broken');
  const { operationId, requestId, groups } = ipp.request.decode(bytes);
  return ok({ message: { code: operationId, requestId, groups: groups.map(read) }, document: bytes.subarray(end) });
}

/** The first byte behind the attributes; null when the message is not whole. */
function endOfAttributes(bytes: Buffer): number | null {
  let at = HEADER_BYTES;
  let grouped = false;
  let named = false;
  while (at < bytes.length) {
    const tag = bytes.readUInt8(at);
    if (tag === GROUP.end) return at + 1;
    if (tag < FIRST_VALUE_TAG) {
      grouped = true;
      at += 1;
      continue;
    }
    const attribute = grouped ? attributeAt(bytes, at) : null;
    // Without a name it is one more value of the attribute before.
    if (attribute === null || (!named && attribute.nameless)) return null;
    named = true;
    at = attribute.behind;
  }
  return null;
}

/** An attribute whose tag stands at `at`; null when it is damaged. */
function attributeAt(bytes: Buffer, at: number): { readonly nameless: boolean; readonly behind: number } | null {
  const tag = bytes.readUInt8(at);
  const name = fieldAt(bytes, at + 1);
  const value = name === null ? null : fieldAt(bytes, name.behind);
  if (name === null || value === null || tag > LAST_VALUE_TAG) return null;
  const fixed = FIXED_LENGTHS.get(tag);
  if (fixed !== undefined && value.length !== fixed) return null;
  if (WITH_LANGUAGE.includes(tag) && !holdsTwoFields(bytes, value)) return null;
  return { nameless: name.length === 0, behind: value.behind };
}

interface Field {
  readonly length: number;
  readonly behind: number;
}

function fieldAt(bytes: Buffer, at: number): Field | null {
  if (at + 2 > bytes.length) return null;
  const length = bytes.readUInt16BE(at);
  const behind = at + 2 + length;
  return length > LONGEST_FIELD || behind > bytes.length ? null : { length, behind };
}

/** A text with the language it is written in: two fields within one. */
function holdsTwoFields(bytes: Buffer, { length, behind }: Field): boolean {
  const language = fieldAt(bytes, behind - length);
  const text = language === null ? null : fieldAt(bytes, language.behind);
  return text?.behind === behind;
}

function read({ tag, attributes }: IppGroup): Group {
  return { tag, attributes: new Map(attributes.map(({ name, value }) => [name, value.map(plain).filter((one) => one !== null)])) };
}

function plain(value: unknown): IppValue | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  const withLanguage = WithLanguage.safeParse(value);
  return withLanguage.success ? withLanguage.data.value : null;
}

/** The first value of an attribute where it is a text; empty when there is none. */
export function textOf(attributes: Attributes, name: string): string {
  const value = attributes.get(name)?.[0];
  return typeof value === 'string' ? value : '';
}

export function numberOf(attributes: Attributes, name: string): number | null {
  const value = attributes.get(name)?.[0];
  return typeof value === 'number' ? value : null;
}

export function textsOf(attributes: Attributes, name: string): readonly string[] {
  return (attributes.get(name) ?? []).filter((value) => typeof value === 'string');
}
