import { os } from '@orpc/server';
import { refuse } from '../../shared/contract/outcome.ts';
import { StoreUnavailable } from './errors.ts';

/** Begins the code of every refusal made here. */
export const STORE_REFUSAL = 'STORE_';

/**
 * For a whole router: a store that cannot do its work (disk full, disk broken) becomes a refusal with the store's own
 * sentence, wherever the contract has room for one. Elsewhere the error goes on.
 */
export const storeRefusals = os.middleware(async ({ next, procedure }, _input, output) => {
  try {
    return await next();
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    const refusal = refuse(`${STORE_REFUSAL}${error.code}`, error.message);
    const fits = await procedure['~orpc'].outputSchema?.['~standard'].validate(refusal);
    if (fits === undefined || fits.issues !== undefined) throw error;
    return output(refusal);
  }
});
