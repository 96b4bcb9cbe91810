import { PUBLIC_SALT } from '../../../core/fingerprint.js';
import { createEngine, type Engine } from '../../inspect/create-engine.js';
import type { EngineSettings } from '../../request.js';
import { VersionInspector } from './version-inspector.js';

/** Builds the engine of one thread that reads a history. */
export function createVersionInspector(settings: EngineSettings): {
  readonly inspector: VersionInspector;
  readonly regexEngine: Engine['regexEngine'];
} {
  const { search, detector, regexEngine } = createEngine(settings.rules);
  return { inspector: new VersionInspector(search, detector, { ...settings, salt: PUBLIC_SALT }), regexEngine };
}
