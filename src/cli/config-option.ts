import type { OptionSpec } from './command.js';

/** For every command that reads a configuration. */
export const CONFIG_OPTION = {
  name: 'config',
  value: 'FILE',
  completes: 'file',
  default: 'keepmum.toml',
  summary: 'the configuration to use',
  details:
    "The nearest keepmum.toml is found, from the place that is scanned up to the repository's root. KEEPMUM_CONFIG names one too. A .gitleaks.toml at the repository's root is used when there is no keepmum.toml.",
  group: 'General',
} as const satisfies OptionSpec;
