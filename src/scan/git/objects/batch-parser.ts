/** What `git cat-file --batch` says of an object before its bytes. */
export interface ObjectHeader {
  readonly id: string;
  readonly type: 'blob' | 'commit' | 'tag' | 'tree';
  /** Bytes. */
  readonly size: number;
  /** What stood behind the id in the request, bytes as characters; '' for nothing. */
  readonly rest: string;
}

/** Takes the bytes of one object. */
export interface ObjectBody {
  /** Where to put the next bytes; never empty. */
  room(): Buffer;
  filled(byteCount: number): void;
  /** @param extent `cut` when the answer broke off */
  end(extent: 'whole' | 'cut'): void;
}

/** Takes the answers, one after another. */
export interface ObjectSink {
  /** @returns `undefined` to have the bytes thrown away */
  begin(header: ObjectHeader): ObjectBody | undefined;
  missing(id: string): void;
}

/** The format that the parser reads; `%(rest)` brings the path back that was sent along. */
export const BATCH_FORMAT = '%(objectname) %(objecttype) %(objectsize) %(rest)';

const LINE_FEED = 0x0a;

/** Reads the output of `git cat-file --batch=FORMAT`, cut anywhere; each byte of content is copied once, into its sink. */
export class BatchParser {
  readonly #sink: ObjectSink;
  #head = '';
  #body: ObjectBody | undefined;
  #left = 0;
  #place: 'header' | 'body' | 'line-feed' = 'header';
  #answered = 0;

  constructor(sink: ObjectSink) {
    this.#sink = sink;
  }

  /** Objects whose answer was read to its end. */
  get answered(): number {
    return this.#answered;
  }

  /** Whether the output so far ends in the middle of an answer. */
  get isCut(): boolean {
    return this.#place !== 'header' || this.#head !== '';
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#place === 'body') at = this.#takeBody(chunk, at);
      else if (this.#place === 'line-feed') at = this.#finish(at);
      else at = this.#takeHeader(chunk, at);
    }
  }

  /** The output broke off: an object that has begun is ended with what there is of it. */
  breakOff(): void {
    if (this.#place !== 'header') this.#body?.end('cut');
    this.#head = '';
    this.#place = 'header';
  }

  #takeHeader(chunk: Buffer, at: number): number {
    const end = chunk.indexOf(LINE_FEED, at);
    if (end < 0) {
      this.#head += chunk.toString('latin1', at);
      return chunk.length;
    }
    const line = this.#head + chunk.toString('latin1', at, end);
    this.#head = '';
    this.#open(line);
    return end + 1;
  }

  #open(line: string): void {
    const [id = '', type = '', size = ''] = line.split(' ', 3);
    if (type === 'missing') {
      this.#answered++;
      this.#sink.missing(id.replace(/^\?/, ''));
      return;
    }
    const rest = line.slice(id.length + type.length + size.length + 3);
    this.#left = Number(size);
    this.#body = this.#sink.begin({ id, type: type as ObjectHeader['type'], size: this.#left, rest });
    this.#place = this.#left === 0 ? 'line-feed' : 'body';
  }

  #takeBody(chunk: Buffer, from: number): number {
    const to = Math.min(chunk.length, from + this.#left);
    if (this.#body !== undefined) {
      for (let at = from; at < to; ) {
        const count = chunk.copy(this.#body.room(), 0, at, to);
        this.#body.filled(count);
        at += count;
      }
    }
    this.#left -= to - from;
    if (this.#left === 0) this.#place = 'line-feed';
    return to;
  }

  #finish(at: number): number {
    this.#place = 'header';
    this.#answered++;
    this.#body?.end('whole');
    return at + 1;
  }
}
