import type { MessagePortMain, UtilityProcess } from 'electron';
import { z } from 'zod';
import type { Clock } from '../../shared/basics/clock.ts';
import { PAGE_ROLES } from '../web/types.ts';
import type { PageRole } from '../web/types.ts';

/** What the shell tells the service. A `page` comes with the port that its page talks through. */
export const ServiceOrder = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('start'), station: z.string() }),
  z.strictObject({ type: z.literal('page'), role: z.enum(PAGE_ROLES) }),
  z.strictObject({ type: z.literal('stop') }),
]);
export type ServiceOrder = z.infer<typeof ServiceOrder>;

/** What the service tells the shell: the station runs, and which of its pages drive its document camera. */
export const ServiceReady = z.strictObject({ type: z.literal('ready'), cameraPages: z.array(z.enum(PAGE_ROLES)) });
export type ServiceReady = z.infer<typeof ServiceReady>;

export const BACK_OFF = { firstMs: 500, longestMs: 30_000, steadyMs: 60_000 };

/** The part of a utility process that is used. */
export interface ServiceProcess extends Pick<UtilityProcess, 'postMessage'> {
  on(event: 'spawn' | 'exit', listener: () => void): unknown;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** Keeps the service running. `ready` is called whenever a new one answers, so that the pages get new ports. */
export class ServiceSupervisor {
  readonly #fork: () => ServiceProcess;
  readonly #station: string;
  readonly #clock: Clock;
  readonly #ready: () => void;
  readonly #stop = new AbortController();
  /** From its start to its end. */
  #process: ServiceProcess | null = null;
  /** What it said when it was ready; null while it does not answer. */
  #answer: ServiceReady | null = null;

  constructor(options: { fork: () => ServiceProcess; station: string; clock: Clock; ready: () => void }) {
    this.#fork = options.fork;
    this.#station = options.station;
    this.#clock = options.clock;
    this.#ready = options.ready;
  }

  /** Runs until stopped: restarts the service, at first soon, later at longer intervals. */
  async run(): Promise<void> {
    let waitMs = BACK_OFF.firstMs;
    while (!this.#stop.signal.aborted) {
      const startedAt = this.#clock.now();
      await this.#runOnce();
      if (this.#clock.now() - startedAt >= BACK_OFF.steadyMs) waitMs = BACK_OFF.firstMs;
      await this.#clock.sleep(waitMs, this.#stop.signal);
      waitMs = Math.min(waitMs * 2, BACK_OFF.longestMs);
    }
  }

  /** Hands a page's port to the service. False while there is none: the page gets a port when there is. */
  connect(role: PageRole, port: MessagePortMain): boolean {
    if (!this.#process || !this.#answer) return false;
    this.#send(this.#process, { type: 'page', role }, [port]);
    return true;
  }

  /** The pages that may use a camera; none while the service does not answer. */
  cameraPages(): readonly PageRole[] {
    return this.#answer?.cameraPages ?? [];
  }

  /** Asks the service to close its store and devices, also one that is still starting; it ends by itself. */
  stop(): void {
    this.#stop.abort();
    if (this.#process) this.#send(this.#process, { type: 'stop' });
  }

  #runOnce(): Promise<void> {
    return new Promise((resolve) => {
      const service = this.#fork();
      this.#process = service;
      service.on('spawn', () => this.#send(service, { type: 'start', station: this.#station }));
      service.on('message', (message: unknown) => {
        const ready = ServiceReady.safeParse(message);
        if (!ready.success) return;
        this.#answer = ready.data;
        this.#ready();
      });
      service.on('exit', () => {
        this.#process = null;
        this.#answer = null;
        resolve();
      });
    });
  }

  #send(service: ServiceProcess, order: ServiceOrder, ports: MessagePortMain[] = []): void {
    service.postMessage(order, ports);
  }
}
