/**
 * A pipe that keeps packets apart, for devices that are no byte stream: USB endpoints, HID reports, smart card commands.
 * `channel` is the endpoint's or report's number; the driver says what it means.
 */
export interface PacketPipe {
  /** Rejects when the pipe is not open or breaks. */
  send(channel: number, bytes: Uint8Array): Promise<void>;
  onPacket(listener: (channel: number, bytes: Uint8Array) => void): () => void;
  /** Called once when the pipe is gone, for whatever reason. */
  onClose(listener: (reason: string) => void): () => void;
  close(): Promise<void>;
}

/** Opens a fresh pipe to the device's address; rejects with the operating system's reason. */
export interface PacketPipeFactory {
  readonly address: string;
  open(signal: AbortSignal): Promise<PacketPipe>;
}
