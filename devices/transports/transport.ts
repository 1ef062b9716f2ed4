/** A byte pipe to one device. Chunks arrive in any size; the protocol layer puts frames together. */
export interface Transport {
  /** Sends all bytes; rejects when the pipe is not open or breaks. Resolving proves only that they left this machine. */
  write(bytes: Uint8Array): Promise<void>;
  onData(listener: (chunk: Uint8Array) => void): () => void;
  /** Called once when the pipe is gone, for whatever reason. */
  onClose(listener: (reason: string) => void): () => void;
  close(): Promise<void>;
}

/** Opens a fresh pipe to the device's address; rejects with the operating system's reason. */
export interface TransportFactory {
  readonly address: string;
  open(signal: AbortSignal): Promise<Transport>;
}

/** Why a pipe cannot be opened, where a person has to decide something: the message is a sentence for the console. */
export class OpeningTrouble extends Error {
  override readonly name = 'OpeningTrouble';
}
