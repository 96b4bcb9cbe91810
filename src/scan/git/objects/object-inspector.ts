import type { Inspection, InspectionResult } from '../../inspection.js';
import { shownPath } from '../../sources/byte-path.js';
import type { VersionInspector } from '../versions/version-inspector.js';
import type { ObjectBody, ObjectHeader, ObjectSink } from './batch-parser.js';
import { emptyBatch, type ObjectBatch } from './inspected-object.js';
import { messageTextOf } from './message-text.js';

/** What decides which objects are read. */
export interface ObjectLimits {
  /** Bytes; larger blobs are skipped and counted. 0 for no limit. */
  readonly maxBlobSize: number;
  /** Whether ids of blobs without findings are wanted. */
  readonly cleanIds: 'wanted' | 'unwanted';
}

/** A message longer than this is read as any text is, header and all. */
const MESSAGE_BYTES = 1024 * 1024;
/** What a message is to rules that look at paths. */
const MESSAGE_PATH = 'COMMIT_EDITMSG.txt';

/** Inspects what `git cat-file` brings, and adds it up. */
export class ObjectInspector implements ObjectSink {
  readonly #inspector: VersionInspector;
  readonly #limits: ObjectLimits;
  #batch = emptyBatch();
  #message: Buffer | undefined;

  constructor(inspector: VersionInspector, limits: ObjectLimits) {
    this.#inspector = inspector;
    this.#limits = limits;
  }

  /** What was learnt since the last call. */
  take(): ObjectBatch {
    const batch = this.#batch;
    this.#batch = emptyBatch();
    return batch;
  }

  begin(header: ObjectHeader): ObjectBody | undefined {
    if (header.type === 'tree') return undefined;
    if (header.type !== 'blob') return this.#beginMessage(header);
    const { maxBlobSize } = this.#limits;
    if (maxBlobSize === 0 || header.size <= maxBlobSize) return this.#beginBlob(header);
    this.#skip('too-large');
    return undefined;
  }

  missing(id: string): void {
    this.#batch.missing.push({ id, detail: 'git has no such object', kind: 'missing' });
  }

  lost(id: string, detail: string): void {
    this.#batch.missing.push({ id, detail, kind: 'unreadable' });
  }

  #beginBlob({ id, rest, size }: ObjectHeader): ObjectBody {
    const inspection = this.#inspector.begin(shownPath(rest), size);
    return {
      room: () => inspection.room(),
      filled: (byteCount) => inspection.filled(byteCount),
      end: (extent) => this.#endBlob(id, rest, extent, inspection.end()),
    };
  }

  #endBlob(id: string, path: string, extent: 'whole' | 'cut', result: InspectionResult): void {
    if (result.discoveries.length > 0) {
      this.#batch.found.push({ id, kind: 'blob', path, bytes: result.bytes, discoveries: result.discoveries });
    }
    if (result.findings === 'cut') this.#batch.cut.push(id);
    // What broke off is asked for again, or lost.
    if (extent === 'cut') return;
    if (result.kind === 'binary') this.#skip('binary');
    else {
      this.#batch.blobs++;
      this.#batch.bytes += result.bytes;
    }
    if (result.discoveries.length > 0 || this.#limits.cleanIds === 'unwanted') return;
    const list = result.kind === 'binary' ? this.#batch.binary : this.#batch.clean;
    list.push(path === '' ? id : `${id} ${path}`);
  }

  #beginMessage(header: ObjectHeader): ObjectBody {
    if (header.size > MESSAGE_BYTES) return this.#beginBlob({ ...header, rest: MESSAGE_PATH });
    // One memory for all messages: there may be a million of them, and they come one after another.
    this.#message ??= Buffer.allocUnsafeSlow(MESSAGE_BYTES + 1);
    const object = this.#message;
    let length = 0;
    return {
      room: () => object.subarray(length),
      filled: (byteCount) => {
        length += byteCount;
      },
      end: (extent) => {
        if (extent === 'whole') this.#endMessage(header, object.subarray(0, length));
      },
    };
  }

  #endMessage({ id, type }: ObjectHeader, object: Buffer): void {
    const { message, header, messageLines, field } = messageTextOf(object);
    const inspection = this.#inspector.begin(MESSAGE_PATH, 0);
    fill(inspection, message);
    fill(inspection, Buffer.from(header, 'latin1'));
    const { discoveries } = inspection.end();
    if (type === 'commit') this.#batch.commits++;
    this.#batch.bytes += object.length;
    if (discoveries.length === 0) return;
    const kind = type === 'tag' ? 'tag' : 'commit';
    const tag = { name: field('tag') ?? '', tagger: field('tagger') ?? '', target: field('object') ?? '' };
    this.#batch.found.push({
      id,
      kind,
      path: '',
      bytes: object.length,
      discoveries,
      messageLines,
      ...(kind === 'tag' && { tag }),
    });
  }

  #skip(reason: 'binary' | 'too-large'): void {
    this.#batch.skipped[reason] = (this.#batch.skipped[reason] ?? 0) + 1;
  }
}

function fill(inspection: Inspection, text: Buffer): void {
  for (let at = 0; at < text.length; ) {
    const count = text.copy(inspection.room(), 0, at);
    inspection.filled(count);
    at += count;
  }
}
