import type { CaseDraft } from '../../shared/contract/counter.ts';

/** A change is with the service at the latest this long after it was made. */
export const SAVE_DELAY_MS = 500;

export interface DraftSaver {
  /** Sends the newest draft within SAVE_DELAY_MS; again until the service has it. */
  schedule(draft: CaseDraft | null): void;
  /** Nothing more is sent of what was scheduled. */
  cancel(): void;
}

/** Keeps the draft with the service: changes in quick succession go as one, a failed save is repeated. */
export function draftSaver(send: (draft: CaseDraft | null) => Promise<{ ok: boolean }>): DraftSaver {
  let pending: { draft: CaseDraft | null } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  function start(): void {
    timer ??= setTimeout(() => void save(), SAVE_DELAY_MS);
  }

  async function save(): Promise<void> {
    timer = null;
    const sent = pending;
    if (sent === null) return;
    const saved = await send(sent.draft).then((answer) => answer.ok, () => false);
    if (saved && pending === sent) pending = null;
    if (pending !== null) start();
  }

  return {
    schedule(draft) {
      pending = { draft };
      start();
    },
    cancel() {
      pending = null;
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
