/** What opens stores and proves who a job is; those with `*` are beginnings. A command gets secrets, not the way to more of them. */
const WITHHELD = `
  VAULT_* BAO_* KEEPMUM_*
  AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_SECURITY_TOKEN AWS_PROFILE AWS_DEFAULT_PROFILE AWS_ROLE_ARN
  AWS_ROLE_SESSION_NAME AWS_WEB_IDENTITY_TOKEN_FILE AWS_SHARED_CREDENTIALS_FILE AWS_CONTAINER_*
  ACTIONS_ID_TOKEN_* CIRCLE_OIDC_TOKEN CIRCLE_OIDC_TOKEN_V2`
  .trim()
  .split(/\s+/);

/** What a program needs to run at all, and to speak the right language on the right terminal. */
const PRISTINE = `PATH HOME USER LOGNAME SHELL PWD TMPDIR TZ TERM COLORTERM LANG LANGUAGE LC_*`.split(' ');

function isAmong(name: string, list: readonly string[]): boolean {
  return list.some((known) => (known.endsWith('*') ? name.startsWith(known.slice(0, -1)) : name === known));
}

/** How much of our environment a command gets. */
export interface Inheritance {
  readonly kind: 'all' | 'pristine';
  /** Names that it gets in any case. */
  readonly pass: readonly string[];
}

/** Our environment as a command sees it, before any secret is in it. */
export function inheritedEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  { kind, pass }: Inheritance,
): Record<string, string> {
  const kept = Object.entries(env).filter(([name, value]) => {
    if (value === undefined) return false;
    if (pass.includes(name)) return true;
    return kind === 'pristine' ? isAmong(name, PRISTINE) : !isAmong(name, WITHHELD);
  });
  return Object.fromEntries(kept) as Record<string, string>;
}
