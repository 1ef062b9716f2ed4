import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { centralContract } from '../../shared/contract/central.ts';

export type CentreClient = ContractRouterClient<typeof centralContract>;

const TIMEOUT_MS = 10_000;

/** The centre's published interface over HTTP; any city's system that implements the same document fits. */
export function connectCentre(url: string, key: string): CentreClient {
  const link = new OpenAPILink(centralContract, {
    url: url.replace(/\/$/, ''),
    headers: { authorization: `Bearer ${key}` },
    fetch: (request, init) => fetch(request, { ...init, signal: AbortSignal.any([request.signal, AbortSignal.timeout(TIMEOUT_MS)]) }),
  });
  return createORPCClient<CentreClient>(link);
}
