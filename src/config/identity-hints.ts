type Environment = Readonly<Record<string, string | undefined>>;

/** What a job of this CI has to say so that it gets an identity token; empty where we do not know. */
export function identityHints({ GITHUB_ACTIONS, GITLAB_CI, TF_BUILD }: Environment): readonly string[] {
  if (GITHUB_ACTIONS) {
    return [
      'the job may not ask for an identity token; add to it: permissions: { contents: read, id-token: write }',
      'pull requests from forks never get an identity token',
    ];
  }
  if (GITLAB_CI) return ['the job needs "id_tokens: VAULT_ID_TOKEN: aud: …"'];
  return TF_BUILD ? ['the step needs "env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)"'] : [];
}
