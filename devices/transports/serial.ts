import { SerialPort } from 'serialport';
import { createPipeEvents, type PausableTransport } from './pipe-events.ts';

/** Opens a serial port or pseudo-terminal, 8N1 without flow control, locked against other programs. */
export async function openSerial(path: string, baudRate: number, signal: AbortSignal): Promise<PausableTransport> {
  const port = new SerialPort({ path, baudRate, dataBits: 8, parity: 'none', stopBits: 1, lock: true, autoOpen: false });
  await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())));
  const transport = portTransport(port);
  if (signal.aborted) {
    await transport.close();
    throw new Error('opening was given up');
  }
  return transport;
}

function portTransport(port: SerialPort): PausableTransport {
  const events = createPipeEvents();
  port.on('data', (chunk: Uint8Array) => events.data(chunk));
  port.on('error', (error) => {
    events.closed(error.message);
    if (port.isOpen) port.close();
  });
  port.on('close', (error: Error | null) => events.closed(error?.message ?? 'closed by us'));

  return {
    onData: events.onData,
    onClose: events.onClose,
    write(bytes) {
      return new Promise((resolve, reject) => {
        if (!port.isOpen) {
          reject(new Error('the serial port is not open'));
          return;
        }
        port.write(bytes, (error) => (error ? reject(error) : resolve()));
      });
    },
    close() {
      return new Promise((resolve) => {
        if (port.isOpen) port.close(() => resolve());
        else resolve();
      });
    },
    pauseReading: () => void port.pause(),
    resumeReading: () => void port.resume(),
  };
}
