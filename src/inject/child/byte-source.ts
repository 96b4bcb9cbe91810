import { type OnReadOpts, Socket, type SocketConstructorOpts } from 'node:net';
import type { Readable } from 'node:stream';

/** What a command writes, given to one reader as it comes. */
export interface ByteSource {
  /** Begins. */
  start(reader: ByteReader): void;
  /** Goes on after a pause. */
  resume(): void;
  /** Nothing comes any more, not even the end. */
  close(): void;
}

export interface ByteReader {
  /**
   * @param bytes the reader's during the call, or until it resumes
   * @param room bytes in front of them, in their buffer, that may be overwritten
   * @returns `pause`: nothing more until `resume`
   */
  take(bytes: Uint8Array, room: number): 'go on' | 'pause';
  /** There is no more, or it cannot be read. */
  end(): void;
}

/** As much as a pipe holds. */
const PIECE_BYTES = 65_536;
/** For what a reader holds back of one piece when the next one comes. */
const ROOM_BYTES = 4096;

/**
 * Reads a pipe into the same memory again and again, which costs half of what a stream does with a new buffer for each piece.
 * @param descriptor not blocking; closed with the source
 */
export function pipeSource(descriptor: number): ByteSource {
  const memory = Buffer.allocUnsafeSlow(ROOM_BYTES + PIECE_BYTES);
  let reader: ByteReader | undefined;
  // The types know `onread` of connections only.
  const options: SocketConstructorOpts & { readonly onread: OnReadOpts } = {
    fd: descriptor,
    readable: true,
    writable: false,
    onread: {
      buffer: memory.subarray(ROOM_BYTES),
      callback: (count, bytes) => reader?.take(bytes.subarray(0, count), ROOM_BYTES) === 'go on',
    },
  };
  const socket = new Socket(options);
  return {
    start(one) {
      reader = one;
      socket.on('end', () => one.end());
      socket.on('error', () => one.end());
      socket.resume();
    },
    resume: () => void socket.resume(),
    close: () => void socket.destroy(),
  };
}

/** Reads a stream. */
export function streamSource(stream: Readable): ByteSource {
  return {
    start(reader) {
      stream.on('data', (bytes: Buffer) => {
        if (reader.take(bytes, 0) === 'pause') stream.pause();
      });
      stream.on('end', () => reader.end());
      // A terminal that closes is read as an error at the end.
      stream.on('error', () => reader.end());
    },
    resume: () => void stream.resume(),
    close: () => void stream.destroy(),
  };
}
