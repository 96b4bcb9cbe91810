import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { assetFolder } from '../../core/asset-folder.js';
import type { Finding } from '../../scan/finding.js';
import { gatherFindings, type LocatedDiscovery } from '../../scan/gather.js';
import { createInspector } from '../../scan/inspect/create-inspector.js';
import { inspectFile } from '../../scan/inspect/inspect-file.js';
import type { InspectionResult, Inspector } from '../../scan/inspection.js';
import type { ScanRequest } from '../../scan/request.js';
import { ruleTextsFor } from '../../scan/rules/rule-texts-for.js';
import { bytePath } from '../../scan/sources/byte-path.js';
import type { AgentEvent } from './agent-event.js';
import { eventTexts } from './event-texts.js';

function inspectText(inspector: Inspector, path: string, text: string): InspectionResult {
  const inspection = inspector.begin(path);
  for (let rest = Buffer.from(text, 'utf8'); rest.length > 0; ) {
    const count = rest.copy(inspection.room());
    inspection.filled(count);
    rest = rest.subarray(count);
  }
  return inspection.end();
}

/** The file that a tool is about to read: what is in it goes to the model. */
function readFileOf({ name, tool, folder, content }: AgentEvent, cwd: string): string | undefined {
  if (name !== 'PreToolUse' || tool !== 'Read') return undefined;
  const { file_path: path } = (content.tool_input ?? {}) as { file_path?: unknown };
  if (typeof path !== 'string') return undefined;
  const absolute = resolve(folder ?? cwd, path);
  return statSync(absolute, { throwIfNoEntry: false })?.isFile() ? absolute : undefined;
}

function inspectRead(inspector: Inspector, path: string): readonly LocatedDiscovery[] {
  const outcome = inspectFile(inspector, bytePath(path), {
    roots: [path],
    maxFileSize: 0,
    deadline: Number.POSITIVE_INFINITY,
  });
  return outcome.kind === 'read' ? outcome.result.discoveries.map((one) => ({ ...one, path })) : [];
}

/** Findings in everything that an event says, and in the file that it is about to read; nothing is written anywhere. */
export function inspectEvent(event: AgentEvent, request: ScanRequest, cwd: string): readonly Finding[] {
  const { inspector } = createInspector(request);
  const said = eventTexts(event.content).flatMap(({ where, text }) =>
    inspectText(inspector, where, text).discoveries.map((one) => ({ ...one, path: where })),
  );
  const file = readFileOf(event, cwd);
  const discoveries = [...said, ...(file === undefined ? [] : inspectRead(inspector, file))];
  return gatherFindings(discoveries, ruleTextsFor(discoveries, request.rules, assetFolder()), request).findings;
}
