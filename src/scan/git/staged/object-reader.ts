import { BatchParser, type ObjectBody, type ObjectHeader } from '../objects/batch-parser.js';
import type { GitProcess } from '../process/start-git.js';

/** How reading one object ended. */
export type ReadOutcome = 'read' | 'missing' | 'too-large' | 'cut';

/** Reads objects one at a time, each when its turn comes. */
export class ObjectReader {
  readonly #git: GitProcess;
  readonly #parser: BatchParser;
  #body: ObjectBody | undefined;
  #settle: (outcome: ReadOutcome) => void = () => {};

  /** @param maxSize bytes of the largest object that is read; 0 for no limit */
  constructor(git: GitProcess, maxSize: number) {
    this.#git = git;
    this.#parser = new BatchParser({
      begin: ({ size }: ObjectHeader) => {
        if (maxSize === 0 || size <= maxSize) return this.#taken();
        this.#settle('too-large');
        return undefined;
      },
      missing: () => this.#settle('missing'),
    });
    git.output.on('data', (chunk: Buffer) => this.#parser.push(chunk));
    git.output.on('close', () => this.#settle('cut'));
  }

  /** @param body takes the bytes; how it ended is the answer, so that its own `end` is not called */
  read(id: string, body: Pick<ObjectBody, 'room' | 'filled'>): Promise<ReadOutcome> {
    if (this.#git.output.closed) return Promise.resolve('cut');
    return new Promise((resolve) => {
      this.#body = { ...body, end: () => {} };
      this.#settle = resolve;
      this.#git.input.write(`${id}\n`);
    });
  }
  #taken(): ObjectBody {
    return {
      room: () => this.#body?.room() ?? Buffer.alloc(0),
      filled: (count) => this.#body?.filled(count),
      end: (extent) => this.#settle(extent === 'whole' ? 'read' : 'cut'),
    };
  }
}
