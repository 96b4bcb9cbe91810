import { makeReceipt, type ReceiptFacts } from '../../inject/receipt/receipt.js';
import { readVersion } from '../version.js';
import { writeFile } from '../write-file.js';
import type { LeaseRecords } from './lease-records.js';

/**
 * Writes the receipt of a run that got as far as its command.
 *
 * @param path absolute
 * @throws KeepmumError `OUTPUT_FAILED`
 */
export function writeReceipt(
  path: string,
  { events, ...facts }: Pick<ReceiptFacts, 'startedAt' | 'exitCode' | 'outcome'> & LeaseRecords,
): void {
  const receipt = makeReceipt({ ...facts, leaseEvents: events, endedAt: new Date(), version: readVersion() });
  writeFile(path, `${JSON.stringify(receipt, undefined, 2)}\n`, 'shared');
}
