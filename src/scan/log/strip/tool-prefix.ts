/** What a tool that gathers the output of others puts before each line. */
export interface ToolPrefix {
  /** Characters of the line. */
  readonly length: number;
  /** `open`: the container runtime cut a line here, and the next one goes on with it. */
  readonly end: 'line' | 'open';
}

/** Kubernetes' files of container logs: time, stream, and `P` for a line that was cut. */
const CONTAINER_RUNTIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d) (?:stdout|stderr) ([FP]) /;
/** docker compose: the service's name, padded, and a bar. */
const COMPOSE = /^([\w.-]{1,80}) *\| ?/;
/** kubectl logs --prefix. */
const KUBECTL = /^\[pod\/[^\]\s]{1,300}\] /;
const NO_PREFIX: ToolPrefix = { length: 0, end: 'line' };
/** Names of sources that one log is thought to have at most. */
const MOST_SOURCES = 1000;

/** Finds prefixes in the lines of one log, in order: a name before a bar is one only from its second line on. */
export class ToolPrefixes {
  #sources = new Set<string>();

  of(line: string): ToolPrefix {
    const runtime = CONTAINER_RUNTIME.exec(line);
    if (runtime !== null) return { length: runtime[0].length, end: runtime[1] === 'P' ? 'open' : 'line' };
    const kubectl = KUBECTL.exec(line);
    if (kubectl !== null) return { length: kubectl[0].length, end: 'line' };
    const compose = COMPOSE.exec(line);
    if (compose === null) return NO_PREFIX;
    const [prefix, source = ''] = compose;
    if (this.#sources.has(source)) return { length: prefix.length, end: 'line' };
    if (this.#sources.size < MOST_SOURCES) this.#sources.add(source);
    return NO_PREFIX;
  }

  copy(): ToolPrefixes {
    const copy = new ToolPrefixes();
    copy.#sources = new Set(this.#sources);
    return copy;
  }
}
