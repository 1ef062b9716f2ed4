import { CommandId, ulidFactory } from '../../shared/basics/ids.ts';
import type { NewUlid } from '../../shared/basics/ids.ts';

/**
 * Which command id a press belongs to. A press repeated because no answer came is the same command: the service
 * answers it with the stored outcome instead of doing it twice.
 */
export interface CommandIntents {
  idFor(input: readonly unknown[]): CommandId;
  /** An answer came: the next press is a new command, also with the same input. */
  answered(): void;
}

export function commandIntents(newUlid: NewUlid = ulidFactory(() => Date.now())): CommandIntents {
  let open: { input: string; id: CommandId } | null = null;
  return {
    idFor(input) {
      const text = JSON.stringify(input);
      if (open?.input !== text) open = { input: text, id: CommandId.parse(newUlid()) };
      return open.id;
    },
    answered() {
      open = null;
    },
  };
}
