/**
 * Settles when this process is told to end: SIGTERM, Ctrl-C, or the death of the process that started it with a
 * channel (node's `ipc`), so that a killed supervisor leaves no orphans.
 */
export function endSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve());
    process.once('disconnect', () => resolve());
  });
}
