import { ok } from '../../shared/basics/result.ts';
import type { Result } from '../../shared/basics/result.ts';
import type { EventRecord } from '../../shared/sync/wire.ts';
import type { StoreOpenError } from './connection.ts';
import { faultOf, StoreUnavailable } from './errors.ts';
import { openSession } from './session.ts';
import type { Session } from './session.ts';
import type { Reads, Store, StoreOptions, SyncStore, WriteTx } from './types.ts';

interface QueuedWrite {
  run(session: Session): void;
  settle(): void;
  reject(error: unknown): void;
}

/** Opens the file (made when it is not there), brings its schema up to date and checks it. */
export function openStore(options: StoreOptions): Result<Store, StoreOpenError> {
  const opened = openSession(options);
  return opened.ok ? ok(createStore(options, opened.value)) : opened;
}

function createStore(options: StoreOptions, first: Session): Store {
  let session: Session | null = first;
  let isClosed = false;
  let queue: QueuedWrite[] = [];
  const listeners = new Set<(records: readonly EventRecord[]) => void>();

  /** After an I/O error the connection is gone; every call tries to get a new one. */
  function currentSession(): Session {
    if (isClosed) throw new StoreUnavailable('CLOSED', null);
    if (session !== null) return session;
    const reopened = openSession(options);
    if (!reopened.ok) throw new StoreUnavailable(reopened.error.code === 'DAMAGED' ? 'DAMAGED' : 'IO_ERROR', reopened.error);
    session = reopened.value;
    return session;
  }

  /**
   * Turns SQLite's errors into StoreUnavailable. After an I/O error nothing the connection says can be trusted (a
   * failed fsync may have dropped the pages): it is closed, and the file is read anew by the next call.
   */
  function surfaced(error: unknown): unknown {
    const fault = faultOf(error);
    if (fault === null) return error;
    if (fault !== 'DISK_FULL') {
      session?.close();
      session = null;
    }
    return new StoreUnavailable(fault, error);
  }

  function guarded<T>(use: (session: Session) => T): T {
    const current = currentSession();
    try {
      return use(current);
    } catch (error) {
      throw surfaced(error);
    }
  }

  function transact<T>(body: (session: Session) => T): T {
    const current = currentSession();
    let records: readonly EventRecord[];
    let value: T;
    try {
      ({ value, records } = current.transact(() => body(current)));
    } catch (error) {
      throw surfaced(error);
    }
    announce(records);
    return value;
  }

  /** The records are durable whatever a listener does; its bug must not look like a failed write. */
  function announce(records: readonly EventRecord[]): void {
    if (records.length === 0) return;
    for (const listener of listeners) {
      try {
        listener(records);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  function enqueue<T>(body: (session: Session) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      let settle: () => void;
      if (queue.length === 0) setImmediate(flush);
      queue.push({
        run: (current) => {
          try {
            const value = current.savepoint(() => body(current));
            settle = () => resolve(value);
          } catch (error) {
            if (faultOf(error) !== null) throw error;
            settle = () => reject(error instanceof Error ? error : new Error(String(error)));
          }
        },
        settle: () => settle(),
        reject,
      });
    });
  }

  function flush(): void {
    const group = queue;
    queue = [];
    try {
      transact((current) => group.forEach((write) => write.run(current)));
    } catch (error) {
      group.forEach((write) => write.reject(error));
      return;
    }
    group.forEach((write) => write.settle());
  }

  const sync: SyncStore = {
    listAfter: (after, limit) => guarded((s) => s.sync.listAfter(after, limit)),
    findResumePosition: (vector) => guarded((s) => s.sync.findResumePosition(vector)),
    beginEpochIfBehind: (vector) => transact((s) => s.beginEpochIfBehind(vector)),
    findCursor: (peer) => guarded((s) => s.sync.findCursor(peer)),
    saveCursor: (peer, position, refused) => transact((s) => s.sync.saveCursor(peer, position, refused)),
    listRefusals: (peer, limit) => guarded((s) => s.sync.listRefusals(peer, limit)),
    countRefusals: (peer) => guarded((s) => s.sync.countRefusals(peer)),
    vector: () => guarded((s) => s.sync.vector()),
    applyInbound: (records, from) => enqueue((s) => records.map((record) => s.receive(record, from))),
    listDeadLetters: (limit) => guarded((s) => s.sync.listDeadLetters(limit)),
    countDeadLetters: () => guarded((s) => s.sync.countDeadLetters()),
    backlog: (peer) => guarded((s) => s.sync.backlog(peer)),
  };

  return {
    ...guardReads(guarded),
    get nodeId() {
      return currentSession().identity().nodeId;
    },
    get epoch() {
      return currentSession().identity().epoch;
    },
    sync,
    audit: {
      findChainFaults: () => guarded((s) => s.audit.findChainFaults()),
      rebuildProjections: () => guarded((s) => s.audit.rebuildProjections()),
      digestProjections: () => guarded((s) => s.audit.digestProjections()),
      listConflicts: (limit) => guarded((s) => s.audit.listConflicts(limit)),
    },
    write: <T>(body: (tx: WriteTx) => T) => transact((s) => body(s.tx)),
    writeGrouped: <T>(body: (tx: WriteTx) => T) => enqueue((s) => body(s.tx)),
    lastHlc: () => guarded((s) => s.lastHlc()),
    observe: (hlc) => guarded((s) => s.observe(hlc)),
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      if (isClosed) return;
      isClosed = true;
      session?.close();
      session = null;
    },
  };
}

function guardReads(guarded: <T>(use: (session: Session) => T) => T): Reads {
  return {
    findOutcome: (commandId) => guarded((s) => s.tx.findOutcome(commandId)),
    findTicket: (id) => guarded((s) => s.tx.findTicket(id)),
    findTicketByCommand: (commandId) => guarded((s) => s.tx.findTicketByCommand(commandId)),
    listTicketsByCommand: (commandId) => guarded((s) => s.tx.listTicketsByCommand(commandId)),
    findTicketByNo: (date, no) => guarded((s) => s.tx.findTicketByNo(date, no)),
    listTickets: (filter) => guarded((s) => s.tx.listTickets(filter)),
    findWindow: (id) => guarded((s) => s.tx.findWindow(id)),
    listWindows: () => guarded((s) => s.tx.listWindows()),
    findCase: (id) => guarded((s) => s.tx.findCase(id)),
    listCases: (filter) => guarded((s) => s.tx.listCases(filter)),
    findDocument: (id) => guarded((s) => s.tx.findDocument(id)),
    leasedLeft: (scope) => guarded((s) => s.tx.leasedLeft(scope)),
    counterValue: (scope) => guarded((s) => s.tx.counterValue(scope)),
    findNote: (key) => guarded((s) => s.tx.findNote(key)),
    findDeviceJob: (id) => guarded((s) => s.tx.findDeviceJob(id)),
    listOpenDeviceJobs: (about) => guarded((s) => s.tx.listOpenDeviceJobs(about)),
    listStream: (stream) => guarded((s) => s.tx.listStream(stream)),
  };
}
