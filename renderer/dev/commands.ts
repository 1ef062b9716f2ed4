/** The part of a JSON schema that zod writes for the commands of a simulator. */
export interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly default?: unknown;
}

/** Something to fill in before a command is sent. */
export interface Field {
  readonly path: readonly string[];
  readonly kind: 'number' | 'text' | 'choice' | 'switch' | 'json';
  readonly choices: readonly string[];
  /** What stands there first, as typed text; empty and optional: left out. */
  readonly first: string;
  readonly optional: boolean;
}

/** One thing that can be done to a simulated device. */
export interface BenchCommand {
  /** What makes it this one: `['fault', 'hang']`. */
  readonly words: readonly string[];
  readonly fixed: readonly { readonly path: readonly string[]; readonly value: unknown }[];
  readonly fields: readonly Field[];
}

const NOTHING: BenchCommand = { words: [], fixed: [], fields: [] };
/** Properties that tell variants apart: each value is a command of its own. */
const TELLING = ['type', 'mode'];

/** Every command that a simulator's schema allows, each variant by itself. */
export function commandsOf(schema: Schema): BenchCommand[] {
  return expand(schema, [], false);
}

function expand(schema: Schema, path: readonly string[], optional: boolean): BenchCommand[] {
  const variants = schema.oneOf ?? schema.anyOf;
  if (variants !== undefined) return variants.flatMap((variant) => expand(variant, path, optional));
  if (schema.properties !== undefined && !optional) return expandObject(schema, path);
  if (schema.const !== undefined) return [fixedTo(schema.const, path)];
  if (schema.enum !== undefined && TELLING.includes(path.at(-1) ?? '')) return schema.enum.map((value) => fixedTo(value, path));
  return [{ ...NOTHING, fields: [fieldOf(schema, path, optional)] }];
}

function fixedTo(value: unknown, path: readonly string[]): BenchCommand {
  return { words: [String(value)], fixed: [{ path, value }], fields: [] };
}

/** Variants of the parts multiply; in practice one part has them. */
function expandObject(schema: Schema, path: readonly string[]): BenchCommand[] {
  let commands: BenchCommand[] = [NOTHING];
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const isOptional = !(schema.required ?? []).includes(name);
    const parts = expand(property, [...path, name], isOptional);
    commands = commands.flatMap((command) => parts.map((part) => joined(command, part)));
  }
  return commands;
}

function joined(a: BenchCommand, b: BenchCommand): BenchCommand {
  return { words: [...a.words, ...b.words], fixed: [...a.fixed, ...b.fixed], fields: [...a.fields, ...b.fields] };
}

function fieldOf(schema: Schema, path: readonly string[], optional: boolean): Field {
  const first = schema.default === undefined ? '' : typeof schema.default === 'string' ? schema.default : JSON.stringify(schema.default);
  const field = { path, choices: [], first, optional };
  if (schema.enum !== undefined) return { ...field, kind: 'choice', choices: schema.enum.map(String), first: first === '' && !optional ? String(schema.enum[0]) : first };
  switch (schema.type) {
    case 'integer':
    case 'number':
      return { ...field, kind: 'number' };
    case 'string':
      return { ...field, kind: 'text' };
    case 'boolean':
      return { ...field, kind: 'switch', choices: ['true', 'false'], first: first === '' ? 'true' : first };
    default:
      return { ...field, kind: 'json' };
  }
}

/** The command as it is sent, or which field cannot be read. `typed` are the fields' texts, in their order. */
export function bodyOf(command: BenchCommand, typed: readonly string[]): { readonly body: object } | { readonly wrong: string } {
  const body = {};
  for (const { path, value } of command.fixed) put(body, path, value);
  for (const [index, field] of command.fields.entries()) {
    const text = (typed[index] ?? '').trim();
    if (text === '' && field.optional) continue;
    const value = read(field, text);
    if (value === undefined) return { wrong: field.path.join('.') };
    put(body, field.path, value);
  }
  return { body };
}

function read({ kind }: Field, text: string): unknown {
  if (kind === 'text' || kind === 'choice') return text;
  try {
    const value: unknown = JSON.parse(text);
    return kind === 'number' && typeof value !== 'number' ? undefined : value;
  } catch {
    return undefined;
  }
}

function put(target: object, [head = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    Object.assign(target, { [head]: value });
    return;
  }
  const within: unknown = Object.entries(target).find(([name]) => name === head)?.[1];
  const next = typeof within === 'object' && within !== null ? within : {};
  Object.assign(target, { [head]: next });
  put(next, rest, value);
}
