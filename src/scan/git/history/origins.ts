import { CONFIDENCES, type Confidence } from '../../rules/rule.js';
import { type StartedLog, startLog } from '../attribute/commit-log.js';
import { type Attribution, attribute } from '../attribute/introductions.js';
import type { ObjectWithDiscoveries } from '../objects/inspected-object.js';
import type { Repository } from '../repository.js';
import { isDoubtedByPath } from './other-paths.js';
import type { Tips } from './select-tips.js';

/**
 * Says where objects came from. What is not sure enough to be shown is only counted, so nobody asks; as soon as there is
 * something to ask for, git makes its log while the rest is still being read.
 */
export class Origins {
  readonly #repository: Repository;
  readonly #tips: Tips;
  readonly #gate: Confidence;
  #log: StartedLog | undefined;

  /** @param gate the lowest confidence that is shown */
  constructor(repository: Repository, tips: Tips, gate: Confidence) {
    this.#repository = repository;
    this.#tips = tips;
    this.#gate = gate;
  }

  consider(found: readonly ObjectWithDiscoveries[]): void {
    const isWorthAsking = (object: ObjectWithDiscoveries) => isDoubtedByPath(object) || this.#isSure(object);
    if (this.#log === undefined && found.some(isWorthAsking)) {
      this.#log = startLog(this.#repository.site, this.#tips.input);
    }
  }

  /** Where they came from; nothing when none of them was worth asking for. */
  async of(found: readonly ObjectWithDiscoveries[]): Promise<Attribution> {
    const log = this.#log;
    if (log === undefined) return { introductions: new Map(), commits: new Map(), failure: undefined };
    const idsOf = (kind: 'blob' | 'commit') => new Set(found.filter((one) => one.kind === kind).map(({ id }) => id));
    return attribute(this.#repository, log, idsOf('blob'), idsOf('commit'));
  }

  /** Nobody will ask any more. */
  stop(): void {
    this.#log?.stop();
  }

  #isSure({ discoveries }: ObjectWithDiscoveries): boolean {
    return discoveries.some(({ confidence }) => CONFIDENCES.indexOf(confidence) <= CONFIDENCES.indexOf(this.#gate));
  }
}
