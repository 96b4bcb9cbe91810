import { readPipe } from '../process/read-pipe.js';
import { type GitProcess, type GitSite, startGit } from '../process/start-git.js';
import { BATCH_FORMAT, BatchParser, type ObjectSink } from './batch-parser.js';
import { countLineFeeds } from './line-feeds.js';

/** An object that git could not give. */
export interface LostObject {
  readonly id: string;
  readonly detail: string;
}

/** How many times a git may die before the rest is given up: a pack of which nothing can be read would take forever. */
const DEATHS = 100;
/** A git that somebody killed is not at fault, nor is the object it was at. */
const KILLS = 3;
const LINE_FEED = 0x0a;

/**
 * A long-lived `git cat-file --batch --buffer`. What is asked for goes to the sink in order; a git that dies is started
 * again behind the object it died of, which counts as lost.
 */
export class CatFile {
  readonly #site: GitSite;
  readonly #parser: BatchParser;
  readonly #onLost: (lost: LostObject) => void;
  readonly #onProgress: () => void;
  /** Requests whose answers are still to come, as they were sent; of the first, some may be answered. */
  #sent: { readonly lines: Buffer; readonly count: number }[] = [];
  #sentCount = 0;
  #lost = 0;
  #git: GitProcess | undefined;
  #deaths = 0;
  #kills = 0;
  #isEnding = false;
  #done: Promise<void> | undefined;

  /** @param onProgress called after each piece of output */
  constructor(site: GitSite, sink: ObjectSink, onLost: (lost: LostObject) => void, onProgress: () => void) {
    this.#site = site;
    this.#parser = new BatchParser(sink);
    this.#onLost = onLost;
    this.#onProgress = onProgress;
  }

  /** Objects that were answered or lost. */
  get settled(): number {
    return this.#parser.answered + this.#lost;
  }

  get #outstanding(): number {
    return this.#sentCount - this.settled;
  }

  /** @param lines `ID` or `ID PATH`, each ended by a line feed */
  ask(lines: Buffer): void {
    const count = countLineFeeds(lines);
    this.#forgetAnswered();
    this.#sent.push({ lines, count });
    this.#sentCount += count;
    if (this.#done === undefined) this.#done = this.#run();
    else this.#git?.input.write(lines);
  }

  /** Resolves when everything that was asked for was answered or lost. */
  async end(): Promise<void> {
    this.#isEnding = true;
    this.#git?.input.end();
    await this.#done;
  }

  kill(): void {
    this.#kills = Number.POSITIVE_INFINITY;
    this.#git?.kill();
  }

  async #run(): Promise<void> {
    for (;;) {
      const git = startGit(this.#site, ['cat-file', `--batch=${BATCH_FORMAT}`, '--buffer']);
      this.#git = git;
      readPipe(git.output, (bytes) => {
        this.#parser.push(bytes);
        this.#onProgress();
      });
      for (const lines of this.#unanswered()) git.input.write(lines);
      if (this.#isEnding) git.input.end();
      const end = await git.ended;
      if (end.code === 0 && this.#outstanding === 0) return;
      if (!this.#survive(end.signal, firstLine(end.complaint))) return;
    }
  }

  /** @returns whether to start another git */
  #survive(signal: NodeJS.Signals | null, complaint: string): boolean {
    this.#parser.breakOff();
    if (signal !== null) {
      this.#kills++;
      if (this.#kills <= KILLS) return true;
      this.#loseAll(`git was stopped by ${signal}`);
      return false;
    }
    this.#deaths++;
    if (this.#deaths > DEATHS) {
      this.#loseAll('git failed too often');
      return false;
    }
    this.#loseNext(complaint);
    return this.#outstanding > 0 || !this.#isEnding;
  }

  #loseNext(detail: string): void {
    const [lines] = this.#unanswered();
    if (lines === undefined) return;
    this.#lost++;
    this.#onLost({ id: idOf(lines), detail });
  }

  #loseAll(detail: string): void {
    while (this.#outstanding > 0) this.#loseNext(detail);
  }

  #forgetAnswered(): void {
    let before = this.#sentCount - this.#sent.reduce((sum, { count }) => sum + count, 0);
    while (this.#sent.length > 0 && before + (this.#sent[0]?.count ?? 0) <= this.settled) {
      before += this.#sent.shift()?.count ?? 0;
    }
  }

  #unanswered(): Buffer[] {
    this.#forgetAnswered();
    const [first, ...others] = this.#sent;
    if (first === undefined) return [];
    let skip = this.settled - (this.#sentCount - this.#sent.reduce((sum, { count }) => sum + count, 0));
    let at = 0;
    for (; skip > 0; skip--) at = first.lines.indexOf(LINE_FEED, at) + 1;
    return [first.lines.subarray(at), ...others.map(({ lines }) => lines)];
  }
}

function idOf(lines: Buffer): string {
  return /^\??([0-9a-f]+)/.exec(lines.toString('latin1', 0, 80))?.[1] ?? '';
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.replace(/^(?:fatal|error): /, '') ?? '';
}
