import type { Credential } from '../credential.js';

/**
 * Claims that say where a token comes from. Others may hold names and addresses of people, and are left out.
 * From the documentation of each issuer.
 */
const SHOWN = new Set([
  ...['iss', 'aud', 'sub', 'exp', 'iat', 'nbf'],
  // GitHub
  ...['repository', 'repository_id', 'repository_owner', 'repository_owner_id', 'repository_visibility', 'ref'],
  ...['ref_type', 'ref_protected', 'base_ref', 'head_ref', 'sha', 'environment', 'event_name', 'workflow'],
  ...['workflow_ref', 'job_workflow_ref', 'runner_environment', 'run_id', 'run_attempt', 'enterprise'],
  // GitLab
  ...['project_path', 'project_id', 'namespace_path', 'namespace_id', 'environment_protected', 'pipeline_source'],
  ...['pipeline_id', 'job_id', 'deployment_tier', 'ci_config_ref_uri', 'runner_id'],
  // Buildkite
  ...['organization_slug', 'pipeline_slug', 'build_number', 'build_branch', 'build_tag', 'build_commit', 'step_key'],
  // CircleCI
  ...['oidc.circleci.com/project-id', 'oidc.circleci.com/context-ids', 'oidc.circleci.com/vcs-ref'],
  ...['oidc.circleci.com/vcs-origin'],
  // Kubernetes
  'kubernetes.io',
]);

/** What a JWT claims, as far as it is no one's personal data; empty if it is none. The signature is not looked at. */
export function claimsOf(jwt: Credential): Readonly<Record<string, unknown>> {
  const [, payload = ''] = jwt.send().split('.');
  let claims: unknown;
  try {
    claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    return {};
  }
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) return {};
  return Object.fromEntries(Object.entries(claims).filter(([name]) => SHOWN.has(name)));
}
