import { execFile } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ByteSource, pipeSource } from './byte-source.js';

/** A pipe of the system's. */
export interface Pipe {
  /** Descriptor for the command; ours is to be closed once it runs. */
  readonly input: number;
  readonly output: ByteSource;
}

/**
 * Node joins processes with sockets, which are no pipes to them: `/dev/stdout` cannot be opened, and a writer whose reader is gone gets
 * an error instead of SIGPIPE. Pipes with a name exist only until both ends are open.
 *
 * @returns `undefined` where the system has no `mkfifo`
 */
export async function makePipes(count: number): Promise<readonly Pipe[] | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'keepmum-'));
  try {
    const paths = Array.from({ length: count }, (_, index) => join(folder, String(index)));
    const isMade = await new Promise<boolean>((resolve) => {
      execFile('mkfifo', ['-m', '600', ...paths], (error) => resolve(error === null));
    });
    return isMade ? paths.map(openPipe) : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The reader first: a writer alone would wait for one. */
function openPipe(path: string): Pipe {
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const input = openSync(path, constants.O_WRONLY);
  return { input, output: pipeSource(reader) };
}

/** Lets go of our copies of the ends that the command has now, so that the others see the end when it closes them. */
export function closeInputs(pipes: readonly Pipe[] | undefined): void {
  for (const { input } of pipes ?? []) closeSync(input);
}
