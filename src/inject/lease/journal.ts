import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { KeepmumError } from '../../core/keepmum-error.js';
import { type JournalEntry, parseJournal } from './journal-entry.js';

const SUFFIX = '.journal.json';
const OWNER_ONLY = 0o600;
const OWNER_FOLDER = 0o700;

/** A journal on disk. */
export interface FoundJournal {
  readonly path: string;
  /** `undefined`: damaged. */
  readonly entry: JournalEntry | undefined;
}

/** The journal of one run: what it would leave behind if it were killed now. */
export class Journal {
  readonly #path: string;

  /**
   * @param folder absolute; made if it is not there
   * @param name of this run, unique
   */
  constructor(folder: string, name: string) {
    this.#path = join(folder, `${name}${SUFFIX}`);
    attempt(folder, () => mkdirSync(folder, { recursive: true, mode: OWNER_FOLDER }));
  }

  /**
   * Replaces what it said. It is on the disk when this returns, so that a machine that loses power does not lose it.
   *
   * @throws KeepmumError `OUTPUT_FAILED`
   */
  write(entry: JournalEntry): void {
    const draft = `${this.#path}.${process.pid}.tmp`;
    attempt(this.#path, () => {
      const file = openSync(draft, 'w', OWNER_ONLY);
      try {
        writeSync(file, `${JSON.stringify(entry)}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(draft, this.#path);
    });
  }

  /** Everything was given back. */
  remove(): void {
    rmSync(this.#path, { force: true });
  }
}

function attempt(path: string, action: () => void): void {
  try {
    action();
  } catch (cause) {
    const found = (cause as NodeJS.ErrnoException).code ?? 'an error';
    const message = `cannot write the journal "${path}": ${found}, expected a folder of one's own`;
    throw new KeepmumError('OUTPUT_FAILED', message, {
      cause,
      hints: ['name another folder with KEEPMUM_STATE, or go without a journal: --journal off'],
    });
  }
}

/** Every journal in the folder; none if there is no folder. */
export function listJournals(folder: string): readonly FoundJournal[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .filter((name) => name.endsWith(SUFFIX))
    .sort()
    .map((name) => join(folder, name))
    .map((path) => ({ path, entry: readJournal(path) }));
}

function readJournal(path: string): JournalEntry | undefined {
  try {
    return parseJournal(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
