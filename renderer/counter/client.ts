import type { ContractRouterClient } from '@orpc/contract';
import type { counterContract } from '../../shared/contract/counter.ts';

export type CounterClient = ContractRouterClient<typeof counterContract>;
