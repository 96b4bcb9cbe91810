import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Coverage, SkipReason } from '../../coverage.js';
import type { LocatedDiscovery } from '../../gather.js';
import type { ObjectWithDiscoveries } from '../objects/inspected-object.js';

/** What was read below the tips: counted again, so that a report does not depend on the cache. */
export interface SeenTotals {
  readonly commits: number;
  readonly blobs: number;
  readonly bytes: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
}

/** What a content without findings was: searched, or left out because it is no text. */
export type CleanKind = 'text' | 'binary';

/** Everything that `tips` lead to was read, and something was found in `found` alone; values are left out. */
export interface Cover {
  readonly tips: readonly string[];
  readonly found: readonly ObjectWithDiscoveries[];
  readonly totals: SeenTotals;
  readonly regexEngine: Coverage['regexEngine'];
  /** Where it was said to come from while refs and HEAD, and what else decides that, had this digest. */
  readonly placed?: { readonly digest: string; readonly discoveries: readonly LocatedDiscovery[] };
}

interface Header {
  readonly format: 3;
  readonly key: string;
  /** By repository and what was asked of it, the one set last at the end. */
  readonly covers: Readonly<Record<string, Cover>>;
}

const KINDS = ['text', 'binary'] as const satisfies readonly CleanKind[];
const ENTRY_BYTES = 16;
/** Covers that are kept: each job of a CI may check out at a place of its own. */
const COVERS = 64;
const CHECKSUM_BYTES = 32;
const LINE_FEED = 0x0a;

/**
 * What former runs with the same rules and engine read of histories: blobs that were clean, by id and path, and tips all
 * of whose objects were read, with what was found below them.
 *
 * The file: a line of JSON, then 16 bytes of SHA-256 for each clean blob, then the SHA-256 of all that. The last bit of the
 * 16 bytes says which kind of clean.
 */
export class SeenCache {
  readonly #file: string;
  /** As they stand in the file; a set of them is made when one is asked for, which a run with nothing new never does. */
  readonly #entries: Buffer;
  #set: Set<string> | undefined;
  #header: Header;

  private constructor(file: string, header: Header, entries: Buffer) {
    this.#file = file;
    this.#header = header;
    this.#entries = entries;
  }

  /**
   * @param key names everything that decides what is found
   * @returns an empty cache where there is none; with `damage`, where there is one that cannot be used
   */
  static load(folder: string, key: string): { readonly cache: SeenCache; readonly damage?: string } {
    const file = join(folder, `keepmum-history-${key.slice(0, 16)}.bin`);
    const empty = () => new SeenCache(file, { format: 3, key, covers: {} }, Buffer.alloc(0));
    let bytes: Buffer;
    try {
      bytes = readFileSync(file);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return code === 'ENOENT' ? { cache: empty() } : { cache: empty(), damage: `"${file}" cannot be read: ${code}` };
    }
    const read = parse(bytes, key);
    if (read === undefined) return { cache: empty(), damage: `"${file}" is damaged` };
    return { cache: new SeenCache(file, read.header, read.entries) };
  }

  get coversSomething(): boolean {
    return Object.keys(this.#header.covers).length > 0;
  }

  coverOf(repository: string): Cover | undefined {
    return this.#header.covers[repository];
  }

  /**
   * @param line `ID PATH`: rules look at paths too
   * @returns `undefined` when nothing is known of it
   */
  cleanKindOf(line: string): CleanKind | undefined {
    const digest = digestOf(line);
    return KINDS.find((kind) => this.#clean.has(entryOf(digest, kind)));
  }

  addClean(lines: Iterable<string>, kind: CleanKind): void {
    for (const line of lines) this.#clean.add(entryOf(digestOf(line), kind));
  }

  setCover(repository: string, cover: Cover): void {
    const others = Object.entries(this.#header.covers).filter(([name]) => name !== repository);
    const covers = Object.fromEntries([...others.slice(1 - COVERS), [repository, cover]]);
    this.#header = { ...this.#header, covers };
  }

  get #clean(): Set<string> {
    this.#set ??= new Set(entriesIn(this.#entries));
    return this.#set;
  }

  /** Replaces the file at once or not at all. @returns what went wrong, if anything did */
  save(): string | undefined {
    const partial = `${this.#file}.${process.pid}.partial`;
    try {
      mkdirSync(join(this.#file, '..'), { recursive: true });
      const head = Buffer.from(`${JSON.stringify(this.#header)}\n`);
      const body = Buffer.concat([head, Buffer.from([...this.#clean].join(''), 'latin1')]);
      writeFileSync(partial, Buffer.concat([body, sha256(body)]), { mode: 0o600 });
      renameSync(partial, this.#file);
      return undefined;
    } catch (error) {
      discard(partial);
      return `"${this.#file}" cannot be written: ${(error as NodeJS.ErrnoException).code}`;
    }
  }
}

function parse(bytes: Buffer, key: string): { header: Header; entries: Buffer } | undefined {
  const body = bytes.subarray(0, Math.max(0, bytes.length - CHECKSUM_BYTES));
  if (!sha256(body).equals(bytes.subarray(body.length))) return undefined;
  const start = body.indexOf(LINE_FEED) + 1;
  try {
    const header = JSON.parse(body.toString('utf8', 0, start)) as Header;
    if (header.format !== 3 || header.key !== key || typeof header.covers !== 'object') return undefined;
    return { header, entries: body.subarray(start) };
  } catch {
    return undefined;
  }
}

function* entriesIn(bytes: Buffer): Generator<string> {
  for (let at = 0; at < bytes.length; at += ENTRY_BYTES) yield bytes.toString('latin1', at, at + ENTRY_BYTES);
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Where nothing can be written there is nothing to remove.
  }
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function digestOf(line: string): Buffer {
  return createHash('sha256').update(line, 'latin1').digest();
}

function entryOf(digest: Buffer, kind: CleanKind): string {
  const last = ENTRY_BYTES - 1;
  digest[last] = ((digest[last] ?? 0) & 0xfe) | KINDS.indexOf(kind);
  return digest.toString('latin1', 0, ENTRY_BYTES);
}
