import { PUBLIC_SALT } from '../../core/fingerprint.js';
import type { Inspector } from '../inspection.js';
import type { EngineSettings } from '../request.js';
import { ContentInspector } from './content-inspector.js';
import { createEngine, type Engine } from './create-engine.js';

/** An inspector, and which regex engine it found. */
export interface ReadyInspector {
  readonly inspector: Inspector;
  readonly regexEngine: Engine['regexEngine'];
}

/** Builds the engine of one thread that reads files. */
export function createInspector(settings: EngineSettings): ReadyInspector {
  const engine = createEngine(settings.rules);
  return {
    inspector: new ContentInspector(engine.search, engine.detector, { ...settings, salt: PUBLIC_SALT }),
    get regexEngine() {
      return engine.regexEngine;
    },
  };
}
