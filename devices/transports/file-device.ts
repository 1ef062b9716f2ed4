import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { createPipeEvents } from './pipe-events.ts';
import { OpeningTrouble, type Transport } from './transport.ts';

/*
 * A device file such as the kernel's /dev/usb/lp0 (usblp). Everything is non-blocking: a printer without paper takes
 * no more bytes, and a blocked call would hold one of the process's few I/O threads for as long. Node can wait for
 * sockets and terminals only, so this asks again after a short while instead.
 */

/** How often a file is asked again that had nothing to read or no room, in milliseconds. */
export const ASK_AGAIN_MS = 15;
const CHUNK_BYTES = 4_096;
/** Not there yet, or no room yet. */
const LATER = new Set(['EAGAIN', 'EWOULDBLOCK', 'EINTR']);

/** Opens the file for reading and writing. Rejects with `OpeningTrouble` where a person has to change something. */
export async function openFileDevice(path: string, signal: AbortSignal): Promise<Transport> {
  const handle = await open(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY).catch((error: unknown) => {
    throw openingError(path, error);
  });
  try {
    const first = await readSome(handle);
    if (signal.aborted) throw new Error('opening was given up');
    return fileTransport(handle, first);
  } catch (error) {
    await handle.close();
    // The kernel's answer for a printer whose USB interface has no way back.
    throw codeOf(error) === 'EINVAL' ? new OpeningTrouble(`打印机文件 ${path} 只能写、读不到状态，请换用厂家的虚拟串口或网口`) : error;
  }
}

function openingError(path: string, error: unknown): unknown {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return new OpeningTrouble(`没有权限使用设备文件 ${path}，请把运行本程序的用户加入 lp 组后重新启动`);
    case 'EBUSY':
      return new OpeningTrouble(`设备文件 ${path} 正被别的程序使用，请停用系统的打印队列或关闭该程序`);
    case 'EISDIR':
      return new OpeningTrouble(`${path} 是文件夹，请核对设备文件的名称`);
    default:
      return error;
  }
}

/** The operating system's name for what went wrong: EAGAIN, ENODEV. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** What lies there to be read; empty when nothing does. Rejects when the device is gone. */
async function readSome(handle: FileHandle): Promise<Uint8Array> {
  try {
    const { bytesRead, buffer } = await handle.read(new Uint8Array(CHUNK_BYTES), 0, CHUNK_BYTES, null);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (LATER.has(codeOf(error))) return new Uint8Array();
    throw error;
  }
}

/** How many of the bytes were taken; 0 when there is no room. Rejects when the device is gone. */
async function writeSome(handle: FileHandle, bytes: Uint8Array): Promise<number> {
  try {
    return (await handle.write(bytes, 0, bytes.length, null)).bytesWritten;
  } catch (error) {
    // ENOSPC is usblp's word for a printer that has stopped for want of paper.
    if (LATER.has(codeOf(error)) || codeOf(error) === 'ENOSPC') return 0;
    throw error;
  }
}

function fileTransport(handle: FileHandle, first: Uint8Array): Transport {
  const events = createPipeEvents();
  const closing = new AbortController();
  let lastWrite: Promise<void> = Promise.resolve();
  const reading = readForEver();

  /** Ends once: by `close`, or because the device is gone. */
  function end(reason: string): void {
    if (closing.signal.aborted) return;
    closing.abort();
    void handle.close();
    events.closed(reason);
  }

  /** Rejects when the pipe is closed meanwhile. */
  function rest(): Promise<unknown> {
    return wait(ASK_AGAIN_MS, null, { signal: closing.signal });
  }

  async function readForEver(): Promise<void> {
    try {
      for (let chunk = first; ; chunk = await readSome(handle)) {
        // Nothing is not the end: usblp hands on the empty packets that some printers send.
        if (chunk.length === 0) await rest();
        else events.data(chunk);
      }
    } catch (error) {
      end(codeOf(error));
    }
  }

  async function writeAll(bytes: Uint8Array): Promise<void> {
    try {
      for (let at = 0; at < bytes.length;) {
        if (closing.signal.aborted) throw new Error('the device file is not open');
        const taken = await writeSome(handle, bytes.subarray(at));
        at += taken;
        if (taken === 0) await rest();
      }
    } catch (error) {
      end(codeOf(error));
      throw error;
    }
  }

  return {
    onData: events.onData,
    onClose: events.onClose,
    write(bytes) {
      const written = lastWrite.then(() => writeAll(bytes));
      lastWrite = written.catch(() => undefined);
      return written;
    },
    async close() {
      end('closed by us');
      await Promise.all([reading, lastWrite]);
    },
  };
}
