import { useState } from 'react';
import type { BusinessId, CommandId, TicketId } from '../../shared/basics/ids.ts';
import type { Result } from '../../shared/basics/result.ts';
import type { CounterState } from '../../shared/contract/counter.ts';
import type { Refusal } from '../../shared/contract/outcome.ts';
import { useCommand } from '../api/use-command.ts';
import type { CounterClient } from './client.ts';
import { mayOperate, type Operation } from './rules/operations.ts';

/** One command of the contract that changes the window or the queue. */
type Order =
  | { type: 'openWindow' | 'closeWindow' | 'unpause' | 'next' | 'recall' | 'miss' | 'start' | 'finish' }
  | { type: 'pause' | 'hold'; reason: string }
  | { type: 'resume' | 'reinstate'; ticketId: TicketId }
  | { type: 'transfer'; toBusinessId: BusinessId; reason: string };

/** What the clerk is asked before it is done. */
export type Question = 'pause' | 'hold' | 'transfer' | 'miss' | 'nextWhileCalled' | 'nextWhileServing' | 'finishWithoutCase';

export interface Operations {
  /** A key or a button of the call operations; asks first where that is due. */
  press(operation: Operation): void;
  order(order: Order): void;
  /** Two orders, the second only when the first was done. */
  orderBoth(first: Order, second: Order): void;
  question: Question | null;
  /** Asks without a press on this page, as when a key of the physical caller needs an answer. */
  ask(question: Question): void;
  closeQuestion(): void;
  pending: boolean;
  refusal: Refusal | null;
  clearRefusal(): void;
}

export function useOperations(state: CounterState, client: CounterClient): Operations {
  const [question, setQuestion] = useState<Question | null>(null);
  const command = useCommand((commandId, order: Order) => send(client, commandId, order));

  async function runAll(orders: readonly Order[]): Promise<void> {
    for (const order of orders) {
      if ((await command.run(order)) === null) return;
    }
  }

  function press(operation: Operation): void {
    if (!mayOperate(operation, state) || command.pending) return;
    const asked = questionBefore(operation, state);
    if (asked !== null) setQuestion(asked);
    else void runAll([directOrder(operation)]);
  }

  return {
    press,
    order: (order) => {
      setQuestion(null);
      void runAll([order]);
    },
    orderBoth: (first, second) => {
      setQuestion(null);
      void runAll([first, second]);
    },
    question,
    ask: setQuestion,
    closeQuestion: () => setQuestion(null),
    pending: command.pending,
    refusal: command.refusal,
    clearRefusal: command.clear,
  };
}

/** What has to be asked before the operation; null when it is done at once. */
function questionBefore(operation: Operation, state: CounterState): Question | null {
  switch (operation) {
    case 'next':
      if (state.current === null) return null;
      return state.current.state === 'SERVING' ? 'nextWhileServing' : 'nextWhileCalled';
    case 'pause':
      return state.window.state === 'PAUSED' ? null : 'pause';
    case 'finish':
      return state.cases.length === 0 ? 'finishWithoutCase' : null;
    case 'miss':
    case 'hold':
    case 'transfer':
      return operation;
    case 'recall':
    case 'start':
      return null;
  }
}

/** The order of an operation that needs no more than the key. */
function directOrder(operation: Operation): Order {
  switch (operation) {
    case 'pause':
      return { type: 'unpause' };
    case 'next':
    case 'recall':
    case 'start':
    case 'finish':
      return { type: operation };
    case 'miss':
    case 'hold':
    case 'transfer':
      throw new Error(`${operation} is asked for first`);
  }
}

function send(client: CounterClient, commandId: CommandId, order: Order): Promise<Result<unknown, Refusal>> {
  switch (order.type) {
    case 'openWindow':
    case 'closeWindow':
    case 'unpause':
    case 'next':
    case 'recall':
    case 'miss':
    case 'start':
    case 'finish':
      return client[order.type]({ commandId });
    case 'pause':
    case 'hold':
      return client[order.type]({ commandId, reason: order.reason });
    case 'resume':
    case 'reinstate':
      return client[order.type]({ commandId, ticketId: order.ticketId });
    case 'transfer':
      return client.transfer({ commandId, toBusinessId: order.toBusinessId, reason: order.reason });
  }
}
