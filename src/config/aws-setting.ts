import type { RawSettings, SettingKind } from './settings-table.js';

/** Keys of `[secrets.aws]`. */
export const AWS_SETTINGS = {
  region: 'word',
  replicas: 'list',
  profile: 'word',
  role: 'word',
  chain: 'list',
  externalId: 'word',
  audience: 'word',
  sessionName: 'word',
  sessionTime: 'duration',
  endpoint: 'word',
  timeLimit: 'duration',
  attempts: 'count',
} as const satisfies Record<string, SettingKind>;

/** `[secrets.aws]` as typed. */
export type RawAws = RawSettings<keyof typeof AWS_SETTINGS>;
