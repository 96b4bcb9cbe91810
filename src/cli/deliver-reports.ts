import { reporterFor } from '../scan/report/formats.js';
import type { ReportInput } from '../scan/report/reporter.js';
import { chooseColour } from './colour.js';
import { print } from './print.js';
import type { PlannedReport } from './report-plan.js';
import type { World } from './world.js';
import { writeFile } from './write-file.js';

/** How the reports are to be written. */
export interface Delivery {
  /** The value of `--color`. */
  readonly colour: string | undefined;
  /** `private` when secrets are in them. */
  readonly audience: 'private' | 'shared';
}

/**
 * Writes every report to its place, files first: standard output may be waited for.
 *
 * @throws KeepmumError `OUTPUT_FAILED`
 */
export async function deliverReports(
  plan: readonly PlannedReport[],
  input: Omit<ReportInput, 'colour'>,
  delivery: Delivery,
  world: World,
): Promise<void> {
  const filesFirst = [...plan].sort((a, b) => Number(a.file === undefined) - Number(b.file === undefined));
  for (const { format, file } of filesFirst) {
    const audience = file === undefined ? world.audience.stdout : 'other';
    const colour = chooseColour(delivery.colour, world.env, audience);
    const text = (await reporterFor(format)).render({ ...input, colour });
    if (file === undefined) await print(world.stdout, text);
    else writeFile(file, text, delivery.audience);
  }
}
