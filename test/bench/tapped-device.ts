import { connect, createServer, type Server, type Socket } from 'node:net';

export interface TappedDevice {
  /** What the driver connects to. */
  readonly port: number;
  close(): Promise<void>;
}

/** A wire to a simulated device that tells when bytes of the driver arrive, before the device has them. */
export function tapDevice(devicePort: number, onBytes: (bytes: Buffer) => void): Promise<TappedDevice> {
  const sockets = new Set<Socket>();
  const server: Server = createServer({ noDelay: true }, (driver) => {
    const device = connect({ host: '127.0.0.1', port: devicePort, noDelay: true });
    for (const [socket, other] of [[driver, device], [device, driver]] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => other.destroy());
    }
    driver.on('data', onBytes);
    driver.pipe(device).pipe(driver);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
      resolve({
        port: address.port,
        close: () =>
          new Promise((done) => {
            for (const socket of sockets) socket.destroy();
            server.close(() => done());
          }),
      });
    });
  });
}
