import { BatchParser, type ObjectBody, type ObjectHeader } from '../objects/batch-parser.js';
import type { GitProcess } from '../process/start-git.js';

/** Reads objects one at a time, each when its turn comes. */
export class ObjectReader {
  readonly #git: GitProcess;
  readonly #parser: BatchParser;
  #body: ObjectBody | undefined;
  #settle: (outcome: 'read' | 'missing' | 'cut') => void = () => {};

  constructor(git: GitProcess) {
    this.#git = git;
    this.#parser = new BatchParser({
      begin: (_: ObjectHeader) => ({
        room: () => this.#body?.room() ?? Buffer.alloc(0),
        filled: (count) => this.#body?.filled(count),
        end: (extent) => this.#settle(extent === 'whole' ? 'read' : 'cut'),
      }),
      missing: () => this.#settle('missing'),
    });
    git.output.on('data', (chunk: Buffer) => this.#parser.push(chunk));
    git.output.on('close', () => this.#settle('cut'));
  }

  /** @param body takes the bytes; how it ended is the answer, so that its own `end` is not called */
  read(id: string, body: Pick<ObjectBody, 'room' | 'filled'>): Promise<'read' | 'missing' | 'cut'> {
    if (this.#git.output.closed) return Promise.resolve('cut');
    return new Promise((resolve) => {
      this.#body = { ...body, end: () => {} };
      this.#settle = resolve;
      this.#git.input.write(`${id}\n`);
    });
  }
}
