import { describe, expect, it } from 'vitest';
import { checkValidity } from '../../../../src/scan/detect/validity/check-validity.js';
import { expandExample } from '../../../../src/scan/rules/examples/expand-template.js';

const make = (placeholder: string, seed = 'seed') => expandExample({ text: `{{${placeholder}}}` }, seed).text;

describe('a made-up credential', () => {
  it.each([
    ['github:ghp_', 'github', /^ghp_\w{36}$/],
    ['github:ghs_', 'github', /^ghs_\w{36}$/],
    ['npm', 'npm', /^npm_\w{36}$/],
    ['grafana-service', 'grafana-service', /^glsa_\w{41}$/],
    ['atlassian:ATATT3xFfGF0', 'atlassian', /^ATATT3xFfGF0[\w-]{171}=[0-9A-F]{8}$/],
    ['atlassian:ATCTT3xFfGN0', 'atlassian', /^ATCTT3xFfGN0/],
    ['bitbucket-app', 'bitbucket-app', /^ATBB\w{32}$/],
    ['cloudflare:cfut_', 'cloudflare', /^cfut_\w{48}$/],
    ['cloudflare:cfk_', 'cloudflare', /^cfk_\w{48}$/],
    ['gitlab-routable:glpat-', 'gitlab-routable', /^glpat-[\w-]{27,}\.01\.\w{9}$/],
    ['gitlab-routable:glrt-t1_', 'gitlab-routable', /^glrt-t1_/],
    ['azure-storage', 'azure-storage', /^.{76}\+ASt.{6}==$/],
    ['azure-signed:ACDb', 'azure-signed', /ACDb.{6}==$/],
    ['azure-signed:AzFu', 'azure-signed', /^[\w-]{46}AzFu[\w-]{6}==$|AzFu/],
    ['azure-signed:+ACR', 'azure-signed', /^.{42}\+ACR.{6}$/],
    ['azure-signed:AIoT', 'azure-signed', /^.{33}AIoT.{6}=$/],
    ['azure-ad', 'azure-ad', /^\w{3}8Q~[\w.~-]{34}$/],
    ['azure-devops', 'azure-devops', /^[a-z2-7]{52}$/],
    ['cask:AZDO', 'azure-cask', /^\w{52}JQQJ99\w{18}AZDO.{4}$/],
    ['jwt', 'jwt', /^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{43}$/],
    ['jwt:kubernetes', 'jwt', /^eyJ/],
    ['jwt:supabase-service', 'jwt', /^eyJ/],
    ['jwt:entra', 'jwt', /^eyJ/],
    ['sentry-org', 'sentry-org', /^sntrys_eyJ/],
    ['grafana-cloud', 'grafana-cloud', /^glc_eyJ/],
    ['grafana-legacy', 'grafana-legacy', /^eyJrIjoi/],
    ['onepassword-service', 'onepassword-service', /^ops_eyJ/],
    ['pypi', 'pypi', /^pypi-AgEIcHlwaS5vcmc[\w-]{80,}$/],
    ['nats:SU', 'nats', /^SU[A-Z2-7]{56}$/],
    ['nats:SA', 'nats', /^SA[A-Z2-7]{56}$/],
    ['nats:SN', 'nats', /^SN/],
    ['nats:SC', 'nats', /^SC/],
    ['nats:SO', 'nats', /^SO/],
    ['age', 'age', /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/],
    ['bitcoin-wif', 'bitcoin-wif', /^[KL]\w{51}$/],
    ['discord', 'discord', /^[MNO][\w-]{23}\.[\w-]{6}\.[\w-]{38}$/],
    ['nuget', 'nuget', /^oy2[a-z2-7]{43}$/],
    ['jfrog-reference', 'jfrog-reference', /^cmVmdGtu\w{56}$/],
    ['atlassian-dc', 'atlassian-dc', /^[MNO].{43}$/],
    ['pem:RSA PRIVATE KEY', 'private-key', /^-----BEGIN RSA PRIVATE KEY-----\nMII/],
    ['pem:PRIVATE KEY', 'private-key', /^-----BEGIN PRIVATE KEY-----\nMII/],
    ['pem:EC PRIVATE KEY', 'private-key', /^-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEI/],
    ['pem-escaped:PRIVATE KEY', 'private-key', /^-----BEGIN PRIVATE KEY-----\\nMII\S/],
    ['openssh', 'private-key', /^-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA/],
    ['putty', 'private-key', /^PuTTY-User-Key-File-3: /],
    ['base64-of:{{pem:PRIVATE KEY}}', 'private-key', /^LS0tLS1CRUdJTi/],
  ])('{{%s}} satisfies the check "%s"', (placeholder, check, shape) => {
    for (const seed of ['a', 'b', 'c', 'd', 'e']) {
      const made = make(placeholder, seed);
      expect(made).toMatch(shape);
      expect(checkValidity(check, made)).toMatchObject({ validity: 'checksum-ok', confidence: 'raise' });
    }
  });

  it.each([
    ['pem-encrypted:RSA PRIVATE KEY', 'the private key is encrypted with a passphrase'],
    ['pem:ENCRYPTED PRIVATE KEY', 'the private key is encrypted with a passphrase'],
    ['openssh-encrypted', 'the private key is encrypted with a passphrase'],
    ['pgp', 'a PGP private key, whose passphrase cannot be seen from outside'],
  ])('{{%s}} is what it says', (placeholder, reason) => {
    expect(checkValidity('private-key', make(placeholder)).reason).toBe(reason);
  });

  it.each([
    ['jwt:expired', 'invalid'],
    ['jwt:none', 'invalid'],
    ['jwt:supabase-anon', 'checksum-ok'],
  ])('{{%s}} is judged %s, and lowered', (placeholder, validity) => {
    expect(checkValidity('jwt', make(placeholder))).toMatchObject({ validity, confidence: 'lower' });
  });

  it('{{aws-key-id:AKIA}} names an account', () => {
    expect(make('aws-key-id:AKIA')).toMatch(/^AKIA[A-Z2-7]{16}$/);
    expect(make('aws-key-id:ASIA')).toMatch(/^ASIA/);
    expect(checkValidity('aws-key-id', make('aws-key-id')).reason).toMatch(/^it belongs to AWS account \d{12}$/);
  });
});
