import type { Discovery } from '../../../src/scan/discovery.js';
import type { InspectionResult, Inspector } from '../../../src/scan/inspection.js';
import { LogInspection } from '../../../src/scan/log/log-inspection.js';
import { decompressed } from '../../../src/scan/log/open/decompress.js';
import { outputOf } from '../../../src/scan/log/open/json-document.js';
import { makeInspector } from '../engine.js';

let engines: readonly [Inspector, Inspector] | undefined;

/** Inspects a log given as text, in pieces of `size` bytes, with the real engine. */
export async function inspectLogText(text: string | Buffer, size = 65_536, spot = {}): Promise<InspectionResult> {
  engines ??= [makeInspector(), makeInspector()];
  const [lines, joined] = engines;
  const inspection = new LogInspection(
    { beginLines: () => lines.begin('build.log'), beginJoined: () => joined.begin('build.log') },
    spot,
  );
  const bytes = Buffer.from(text as string, 'utf8');
  for await (const chunk of await outputOf(await decompressed(inPieces(bytes, size)))) inspection.write(chunk);
  return inspection.end();
}

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** `LINE[, step STEP:LINE OF IT] VALUE`, the way a test reads a discovery. */
export function shown({ line, log, revealed }: Discovery): string {
  const { job, step, stepLine } = log ?? {};
  const spot = [job, step === undefined ? undefined : `${step}:${stepLine}`].filter((part) => part !== undefined);
  return `${line} (${spot.join(', ')}) ${revealed}`;
}
