import { z } from 'zod';
import type { CaseId } from '../../shared/basics/ids.ts';
import { fail, ok, type Result } from '../../shared/basics/result.ts';
import { CentralCaseDetail, CentralCaseRow } from '../../shared/contract/central.ts';

const CasePage = z.strictObject({ rows: z.array(CentralCaseRow), total: z.number().int() });
export type CasePage = z.infer<typeof CasePage>;

/** A message for a person is in Chinese; whatever else stands there is for the log. */
const Problem = z.object({ message: z.string().regex(/\p{Script=Han}/u) });

/** unreachable: no answer. unexpected: an answer this page does not know. refused: the centre says why, in Chinese. */
export type Failure = { kind: 'unreachable' } | { kind: 'unexpected' } | { kind: 'refused'; sentence: string };

export interface CaseQuery {
  query: string;
  /** Rows older than this case. */
  before: CaseId | null;
  limit: number;
}

/** `GET /cases` of the published interface, same origin, with the login's cookie. */
export function listCases({ query, before, limit }: CaseQuery, signal: AbortSignal): Promise<Result<CasePage, Failure>> {
  const search = new URLSearchParams({ limit: String(limit) });
  if (query !== '') search.set('query', query);
  if (before !== null) search.set('before', before);
  return ask(`/cases?${search.toString()}`, CasePage, signal);
}

/** `GET /cases/{id}`; null when the centre does not have it. */
export function getCase(id: CaseId, signal: AbortSignal): Promise<Result<CentralCaseDetail | null, Failure>> {
  return ask(`/cases/${id}`, CentralCaseDetail.nullable(), signal);
}

async function ask<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<Result<T, Failure>> {
  const response = await fetch(path, { headers: { accept: 'application/json' }, signal }).catch(() => null);
  if (response === null) return fail({ kind: 'unreachable' });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    const problem = Problem.safeParse(body);
    return fail(problem.success ? { kind: 'refused', sentence: problem.data.message } : { kind: 'unexpected' });
  }
  const value = schema.safeParse(body);
  return value.success ? ok(value.data) : fail({ kind: 'unexpected' });
}
