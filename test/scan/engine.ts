import { assetFolder } from '../../src/core/asset-folder.js';
import { PUBLIC_SALT } from '../../src/core/fingerprint.js';
import { SimdSearch } from '../../src/core/literals/simd-search.js';
import { engineTablesOf } from '../../src/scan/detect/built-tables.js';
import { Detector } from '../../src/scan/detect/detector.js';
import { loadRegexEngine, type RegexEngine } from '../../src/scan/detect/regex/regex-engine.js';
import type { Discovery } from '../../src/scan/discovery.js';
import { ContentInspector, type InspectorOptions } from '../../src/scan/inspect/content-inspector.js';
import type { InspectionResult, Inspector } from '../../src/scan/inspection.js';
import { loadBuiltinRules } from '../../src/scan/rules/load-builtin.js';
import type { RuleSet } from '../../src/scan/rules/rule.js';

/** How a test wants its engine; what it does not name is as a scan has it. */
export interface EngineWishes extends Partial<InspectorOptions> {
  readonly rules?: RuleSet;
  readonly engine?: RegexEngine;
  readonly textBytes?: number;
}

/** The real engine, with the rules that the build compiled. */
export function makeInspector({ rules, engine, textBytes, ...options }: EngineWishes = {}): Inspector {
  const ruleSet = rules ?? loadBuiltinRules(assetFolder());
  const { index, literals } = engineTablesOf(ruleSet, assetFolder());
  return new ContentInspector(
    new SimdSearch(literals, textBytes ?? 4 * 1024 * 1024),
    new Detector(ruleSet, engine ?? loadRegexEngine(), index),
    {
      salt: PUBLIC_SALT,
      values: 'revealed',
      inlineAllow: 'honoured',
      binary: 'skip',
      lineHashes: 'unwanted',
      ...options,
    },
  );
}

/** Feeds a content in pieces of the given lengths, over and over; 0 for as much as there is room for. */
export function inspect(
  inspector: Inspector,
  content: string | Uint8Array,
  path = 'file.txt',
  lengths: readonly number[] = [0],
): InspectionResult {
  const bytes = Buffer.from(content as Uint8Array);
  const inspection = inspector.begin(path);
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const room = inspection.room();
    const wanted = lengths[turn % lengths.length] || room.length;
    const count = bytes.copy(room, 0, at, Math.min(bytes.length, at + Math.min(wanted, room.length)));
    inspection.filled(count);
    at += count;
  }
  return inspection.end();
}

/** `rule line:column value`, the way a test reads a discovery. */
export function brief({ rule, line, column, revealed }: Discovery): string {
  return `${rule} ${line}:${column} ${revealed}`;
}
