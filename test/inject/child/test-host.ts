import { Writable } from 'node:stream';
import type { ChildHost } from '../../../src/inject/child/child-host.js';

/** A host of a test's own, what was written to it, and a way to send it signals. */
export interface TestHost {
  readonly host: ChildHost;
  text(stream: 'stdout' | 'stderr'): string;
  bytes(stream: 'stdout' | 'stderr'): Buffer;
  send(signal: NodeJS.Signals): void;
  /** Signals that somebody listens to. */
  listening(): readonly string[];
  readonly suspended: { count: number };
  /** What is left to be done at the end of the process. */
  readonly last: Set<() => void>;
}

function collector(): { stream: Writable; bytes(): Buffer } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      // As a descriptor does: the memory is the writer's again.
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { stream, bytes: () => Buffer.concat(chunks) };
}

export function makeHost(changes: Partial<ChildHost> = {}): TestHost {
  const outputs = { stdout: collector(), stderr: collector() };
  const listeners = new Map<string, Set<() => void>>();
  const suspended = { count: 0 };
  const last = new Set<() => void>();
  const host: ChildHost = {
    pid: process.pid,
    stdout: outputs.stdout.stream,
    stderr: outputs.stderr.stream,
    onSignal(signal, listener) {
      const set = listeners.get(signal) ?? new Set();
      listeners.set(signal, set.add(listener));
      return () => set.delete(listener);
    },
    suspend: () => {
      suspended.count++;
    },
    onExit(listener) {
      last.add(listener);
      return () => last.delete(listener);
    },
    ...changes,
  };
  return {
    host,
    bytes: (stream) => outputs[stream].bytes(),
    text: (stream) => outputs[stream].bytes().toString(),
    send: (signal) => {
      for (const listener of listeners.get(signal) ?? []) listener();
    },
    listening: () => [...listeners].flatMap(([name, set]) => (set.size > 0 ? [name] : [])),
    suspended,
    last,
  };
}
