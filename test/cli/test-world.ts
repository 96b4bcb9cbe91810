import { Readable, Writable } from 'node:stream';
import { streamOutput } from '../../src/cli/output.js';
import type { World } from '../../src/cli/world.js';

/** A world of a test's own, and what was written in it. */
export interface TestWorld {
  readonly world: World;
  stdout(): string;
  stderr(): string;
  /** Sends what a signal would send to those who listen. */
  interrupt(): void;
  listeners(): number;
}

function collector(): { stream: Writable; text(): string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}

/** Nothing of the real process is in it: no environment, no terminal, no standard input. */
export function makeWorld(changes: Partial<World> = {}): TestWorld {
  const out = collector();
  const err = collector();
  const cleanUps = new Set<() => void>();
  const world: World = {
    stdin: Readable.from([]),
    stdout: streamOutput(out.stream),
    stderr: streamOutput(err.stream),
    env: {},
    cwd: process.cwd(),
    audience: { stdout: 'other', stderr: 'other' },
    columns: 80,
    cores: 1,
    onInterrupt(cleanUp) {
      cleanUps.add(cleanUp);
      return () => cleanUps.delete(cleanUp);
    },
    childHost: async () => ({
      pid: process.pid,
      stdout: out.stream,
      stderr: err.stream,
      commands: err.stream,
      onSignal: (_, listener) => {
        cleanUps.add(listener);
        return () => cleanUps.delete(listener);
      },
      suspend: () => undefined,
      onExit: () => () => undefined,
    }),
    ...changes,
  };
  const interrupt = (): void => {
    for (const cleanUp of cleanUps) cleanUp();
  };
  return { world, stdout: out.text, stderr: err.text, interrupt, listeners: () => cleanUps.size };
}
