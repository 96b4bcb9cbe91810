import { writeSync } from 'node:fs';
import type { Writable } from 'node:stream';

/** Hears when a text is out, or why it is not. */
type Written = (error?: Error | null) => void;

/** Where a command's text goes. */
export interface Output {
  /** Texts go out in the order in which they were given. */
  write(text: string | Buffer, written?: Written): void;
  /** For whoever has more than a text to write. */
  readonly stream: Writable;
}

/** A stream that is open already. */
export function streamOutput(stream: Writable): Output {
  return {
    stream,
    write(text, written) {
      // The same error comes as an event too, which would end the process if nobody listened.
      const heard = (): void => {};
      stream.once('error', heard);
      stream.write(text, (error) => {
        if (error == null) stream.off('error', heard);
        written?.(error);
      });
    },
  };
}

/**
 * A file descriptor whose stream is opened only when it has to be: to a pipe, that costs a start as much as a small scan. It is
 * written to as node does, which waits for files everywhere, and for pipes and terminals except on Windows.
 *
 * @param open called at most once
 */
export function descriptorOutput(descriptor: number, open: () => Writable): Output {
  let opened: Output | undefined;
  const output = (): Output => {
    opened ??= streamOutput(open());
    return opened;
  };
  return {
    get stream() {
      return output().stream;
    },
    write(text, written) {
      if (opened !== undefined || process.platform === 'win32') return output().write(text, written);
      const rest = writeNow(descriptor, Buffer.from(text));
      if (rest instanceof Error) written?.(rest);
      else if (rest.length === 0) written?.();
      else output().write(rest, written);
    },
  };
}

/** @returns what the descriptor does not take at once (whoever shares it may have said so), or why it takes nothing */
function writeNow(descriptor: number, text: Buffer): Buffer | Error {
  let rest = text;
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return error as Error;
  }
  return rest;
}
