import { assetFolder } from '../../../core/asset-folder.js';
import { gatherFindings } from '../../gather.js';
import type { ScanRequest } from '../../request.js';
import { ruleTextsFor } from '../../rules/rule-texts-for.js';
import type { ScanHandlers, ScanResult } from '../../scan.js';
import { Tally } from '../../tally.js';
import type { HistoryWish } from './history-wish.js';
import { scanRepository } from './scan-repository.js';

/**
 * Scans the history of repositories: every blob that their commits lead to is read once, and what people wrote about
 * the commits.
 *
 * @throws KeepmumError NOT_A_REPOSITORY, GIT_REFUSED, GIT_FAILED, or USAGE for a ref or range that is not there
 */
export async function scanHistory(
  request: ScanRequest,
  wish: HistoryWish,
  handlers: ScanHandlers,
): Promise<ScanResult> {
  const tally = new Tally();
  const deadline = request.timeLimit > 0 ? Date.now() + request.timeLimit : Number.POSITIVE_INFINITY;
  for (const folder of request.paths) {
    const prefix = request.paths.length > 1 ? `${folder.replace(/\/+$/, '')}/` : '';
    await scanRepository({ request, wish, handlers, tally, deadline }, folder, prefix);
  }
  const texts = ruleTextsFor(tally.discoveries, request.rules, assetFolder());
  return { ...gatherFindings(tally.discoveries, texts, request), coverage: tally.coverage(request.rules) };
}
