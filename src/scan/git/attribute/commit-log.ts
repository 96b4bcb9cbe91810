import { PassThrough, type Readable } from 'node:stream';
import { type GitEnd, type GitSite, startGit } from '../process/start-git.js';

/** A commit as the log tells it. */
export interface LoggedCommit {
  readonly id: string;
  readonly parents: readonly string[];
  /** Seconds since the epoch. */
  readonly committed: number;
  readonly authored: number;
  /** `Name <mail>`. */
  readonly author: string;
}

/** Takes the log, newest commit first and no commit before its children. */
export interface LogSink {
  commit(commit: LoggedCommit): void;
  /** Whether it is to be told where this blob came. */
  wants(id: string): boolean;
  /** A path that the commit made differ from all its parents. `id` is the new blob, `path` a byte path. */
  changed(id: string, path: string): void;
}

/** A log that is being made. */
export interface StartedLog {
  readonly output: Readable;
  readonly ended: Promise<GitEnd>;
  /** For a log that nobody wants to read any more. */
  stop(): void;
}

/** The author stands last, as a name may hold anything but NUL. */
const FORMAT = '%x01%H %ct %at %P%x01%an <%ae>';
const ARGS = [
  'log',
  '--stdin',
  '--topo-order',
  '--raw',
  '-c',
  '-z',
  '--root',
  '--no-abbrev',
  '--no-renames',
  '--no-notes',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--encoding=UTF-8',
  `--format=${FORMAT}`,
];
const NUL = 0;
const COLON = 0x3a;
const SPACE = 0x20;
const GONE = '000000';
const HEADER_MARK = 1;
/** Bytes of a log that are kept until somebody reads it; then git waits. */
const SPOOL_BYTES = 32 * 1024 * 1024;

/**
 * Starts one pass over all commits that the tips lead to, in the time of a plain log.
 *
 * @param tips as for `git rev-list --stdin`
 */
export function startLog(site: GitSite, tips: string): StartedLog {
  const git = startGit(site, ARGS);
  git.input.end(tips, 'latin1');
  const output = git.output.pipe(new PassThrough({ highWaterMark: SPOOL_BYTES }));
  return { output, ended: git.ended, stop: () => git.kill() };
}

/** Reads a log to its end. Each token ends with NUL: a commit's header, or a change, after which its path follows. */
export async function readLog({ output, ended }: StartedLog, sink: LogSink): Promise<GitEnd> {
  let rest: Buffer = Buffer.alloc(0);
  let change: string | undefined;
  const take = (bytes: Buffer, start: number, end: number) => {
    if (change !== undefined) {
      // Of a hundred thousand changes hardly one is wanted.
      if (sink.wants(change)) sink.changed(change, bytes.toString('latin1', start, end));
      change = undefined;
      return;
    }
    // Between a header and its changes git puts a line feed or a NUL.
    const from = bytes[start] === 0x0a ? start + 1 : start;
    if (bytes[from] === COLON) change = newBlobOf(bytes, from, end);
    else if (bytes[from] === HEADER_MARK) sink.commit(commitOf(bytes.toString('utf8', from + 1, end)));
  };
  for await (const chunk of output) {
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    let start = 0;
    for (let end = rest.indexOf(NUL); end >= 0; end = rest.indexOf(NUL, start)) {
      take(rest, start, end);
      start = end + 1;
    }
    rest = rest.subarray(start);
  }
  if (rest.length > 0) take(rest, 0, rest.length);
  return ended;
}

const MODE_AND_SPACE = 7;

/** `::100644 100644 100644 ID ID ID MM`: one mode and id for each parent, then the new ones; '' for what is gone. */
function newBlobOf(bytes: Buffer, start: number, end: number): string {
  let from = start;
  while (bytes[from] === COLON) from++;
  const parents = from - start;
  const oldIds = from + (parents + 1) * MODE_AND_SPACE;
  const idLength = bytes.indexOf(SPACE, oldIds) - oldIds;
  if (bytes.toString('latin1', oldIds - MODE_AND_SPACE, oldIds - 1) === GONE) return '';
  const id = oldIds + parents * (idLength + 1);
  return bytes.toString('latin1', id, Math.min(end, id + idLength));
}

function commitOf(header: string): LoggedCommit {
  const mark = header.indexOf('\u0001');
  const [id = '', committed = '', authored = '', ...parents] = header.slice(0, mark).split(' ');
  return {
    id,
    parents: parents.filter((parent) => parent !== ''),
    committed: Number(committed),
    authored: Number(authored),
    author: header.slice(mark + 1),
  };
}
