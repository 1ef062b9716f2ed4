import { useCallback, useEffect, useRef, useState } from 'react';
import type { CommandId } from '../../shared/basics/ids.ts';
import type { Result } from '../../shared/basics/result.ts';
import type { Refusal } from '../../shared/contract/outcome.ts';
import { i18n } from '../i18n/i18n.ts';
import { commandIntents } from './command-intents.ts';

export interface Command<Input extends readonly unknown[], Value> {
  /** Runs once at a time; null when refused, without an answer, or while the last press is still under way. */
  run(...input: Input): Promise<Value | null>;
  pending: boolean;
  /** Why the last press did nothing, with a sentence for the person. Code `no-answer`: it may have been done. */
  refusal: Refusal | null;
  clear(): void;
}

/** A call to the service with its waiting and its refusal. `call` gets the command id the contract asks for. */
export function useCommand<Input extends readonly unknown[], Value>(
  call: (commandId: CommandId, ...input: Input) => Promise<Result<Value, Refusal>>,
): Command<Input, Value> {
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const intents = useRef(commandIntents());
  const busy = useRef(false);
  const latestCall = useRef(call);
  useEffect(() => {
    latestCall.current = call;
  });

  const run = useCallback(async (...input: Input): Promise<Value | null> => {
    if (busy.current) return null;
    busy.current = true;
    setPending(true);
    setRefusal(null);
    try {
      const result = await latestCall.current(intents.current.idFor(input), ...input);
      intents.current.answered();
      if (result.ok) return result.value;
      setRefusal(result.error);
      return null;
    } catch {
      setRefusal({ code: 'no-answer', sentence: i18n.t('common:noAnswer') });
      return null;
    } finally {
      busy.current = false;
      setPending(false);
    }
  }, []);
  const clear = useCallback(() => setRefusal(null), []);
  return { run, pending, refusal, clear };
}
