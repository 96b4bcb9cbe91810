import { assetFolder } from '../../../core/asset-folder.js';
import type { Discovery } from '../../discovery.js';
import { gatherFindings, type LocatedDiscovery } from '../../gather.js';
import { createInspector, type ReadyInspector } from '../../inspect/create-inspector.js';
import type { InspectionResult } from '../../inspection.js';
import type { ScanRequest, StagedSource } from '../../request.js';
import { ruleTextsFor } from '../../rules/rule-texts-for.js';
import type { ScanHandlers, ScanResult } from '../../scan.js';
import { shownPath } from '../../sources/byte-path.js';
import { Tally } from '../../tally.js';
import { refusal } from '../repository.js';
import { newDiscoveries } from './new-discoveries.js';
import { ObjectReader } from './object-reader.js';
import { parseStaged, type StagedChange, type StagedChanges } from './staged-changes.js';
import { type StagedGit, startStaged } from './start-staged.js';
import { TimeLimit } from './time-limit.js';

/**
 * Scans exactly the bytes that a commit would record now. What stood in a file before counts as mentioned, not as found.
 *
 * @throws KeepmumError NOT_A_REPOSITORY, GIT_REFUSED or GIT_FAILED
 */
export async function scanStaged(
  request: ScanRequest,
  source: StagedSource,
  handlers: ScanHandlers,
): Promise<ScanResult> {
  const [folder = '.'] = request.paths;
  const git = source.git ?? startStaged({ folder, environment: request.environment, repository: 'hook' });
  const limit = new TimeLimit(git, request.timeLimit);
  // While git answers, the engine is built.
  const answer = readAll(git, limit);
  const staged = new StagedScan(request, git, limit, source.maxBlobSize || request.maxFileSize);
  try {
    await staged.scan(await answer);
  } finally {
    limit.clear();
    git.stop();
  }
  const { tally, before } = staged;
  const texts = ruleTextsFor(tally.discoveries, request.rules, assetFolder());
  const gathered = gatherFindings(tally.discoveries, texts, request);
  for (const mention of mentionsOf(before)) handlers.onMention?.(mention);
  return { ...gathered, coverage: tally.coverage(request.rules) };
}

/** @returns `late` when time was up before git had listed the changes */
async function readAll({ diff, site }: StagedGit, limit: TimeLimit): Promise<StagedChanges | 'late'> {
  const chunks: Buffer[] = [];
  diff.output.on('data', (chunk: Buffer) => chunks.push(chunk));
  const end = await diff.ended;
  if (end.signal !== null && limit.isOver) return 'late';
  // Outside of a repository this command compares files, and does not know its flags.
  if (end.code === 129) throw refusal({ ...end, complaint: 'not a git repository' }, site, site.folder);
  if (end.code !== 0) throw refusal(end, site, site.folder);
  return parseStaged(Buffer.concat(chunks).toString('latin1'));
}

const LATE = ['time-limit', 'the time limit was reached'] as const;

class StagedScan {
  readonly tally = new Tally();
  /** What stood there before. */
  readonly before: LocatedDiscovery[] = [];
  readonly #engine: ReadyInspector;
  readonly #reader: ObjectReader;
  readonly #limit: TimeLimit;

  /** @param maxSize bytes of the largest content that is read; 0 for no limit */
  constructor(request: ScanRequest, git: StagedGit, limit: TimeLimit, maxSize: number) {
    this.#engine = createInspector(request);
    this.#reader = new ObjectReader(git.objects, maxSize);
    this.#limit = limit;
  }

  async scan(staged: StagedChanges | 'late'): Promise<void> {
    this.tally.engine = this.#engine;
    if (staged === 'late') {
      this.tally.miss('the index', ...LATE);
      return;
    }
    const { changes, conflicts, submodules } = staged;
    for (const path of conflicts) this.tally.miss(path, 'unreadable', 'it has conflicts');
    for (const change of changes) await this.#scanChange(change);
    // A commit that only deletes, moves a submodule or brings an image has nothing to read; that was seen.
    this.tally.foundNothingToRead();
    if (submodules.length > 0) this.tally.skip('submodule', submodules.length);
  }

  async #scanChange({ path, after, before }: StagedChange): Promise<void> {
    if (this.#limit.isOver) {
      this.tally.miss(path, ...LATE);
      return;
    }
    const texts = keepText();
    const result = await this.#inspect(path, after, texts.take);
    if (result === 'too-large') this.tally.skip('too-large');
    if (result === undefined || result === 'too-large') return;
    if (result.kind === 'binary') {
      this.tally.skip('binary');
      return;
    }
    this.tally.addHistory({ commits: 0, blobs: 1, bytes: result.bytes });
    if (result.findings === 'cut') this.tally.miss(path, 'too-many-findings', 'the rest is left out');
    const { added, known } = await this.#compare(path, result.discoveries, texts, before);
    const located = (discovery: Discovery) => ({ ...discovery, path: shownPath(path) });
    this.tally.discoveries.push(...added.map(located));
    this.before.push(...known.map(located));
  }

  async #compare(path: string, discoveries: readonly Discovery[], text: KeptText, before: string | undefined) {
    const oldText = keepText();
    if (discoveries.length === 0 || before === undefined) return { added: discoveries, known: [] };
    const old = await this.#inspect(path, before, oldText.take);
    // A version that is not read may have held any of it: then all counts as added.
    if (old === undefined || old === 'too-large') return { added: discoveries, known: [] };
    return newDiscoveries({ discoveries, text: text.whole() }, { discoveries: old.discoveries, text: oldText.whole() });
  }

  /** @returns `undefined` for what could not be read, which was told */
  async #inspect(
    path: string,
    id: string,
    take: (piece: Buffer) => void,
  ): Promise<InspectionResult | 'too-large' | undefined> {
    const inspection = this.#engine.inspector.begin(shownPath(path));
    let room = inspection.room();
    const outcome = await this.#reader.read(id, {
      room: () => {
        room = inspection.room();
        return room;
      },
      filled: (count) => {
        take(room.subarray(0, count));
        inspection.filled(count);
      },
    });
    const result = inspection.end();
    if (outcome === 'read') return result;
    if (outcome === 'too-large') return outcome;
    if (this.#limit.isOver) this.tally.miss(path, ...LATE);
    else if (outcome === 'missing') this.tally.miss(path, 'missing-object', `git has no object ${id.slice(0, 12)}`);
    else this.tally.miss(path, 'git-failed', 'git broke off in the middle of it');
    return undefined;
  }
}

interface KeptText {
  take(piece: Buffer): void;
  whole(): Buffer;
}

/** The engine drops what it has read; comparing lines needs all of it. */
function keepText(): KeptText {
  const pieces: Buffer[] = [];
  return { take: (piece) => pieces.push(Buffer.from(piece)), whole: () => Buffer.concat(pieces) };
}

const MOST_MENTIONED = 5;

function mentionsOf(before: readonly LocatedDiscovery[]): string[] {
  const places = [...new Set(before.map(({ path, line, rule }) => `${path}:${line} (${rule})`))];
  const others = places.length - MOST_MENTIONED;
  return [
    ...places.slice(0, MOST_MENTIONED).map((place) => `${place} stood there before this commit, so it does not count`),
    ...(others > 0 ? [`and ${others} more that stood there before`] : []),
  ];
}
