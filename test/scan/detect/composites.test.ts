import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRules } from '../../../src/scan/rules/compile-rules.js';
import { expandExample } from '../../../src/scan/rules/examples/expand-template.js';
import { parseRuleFile } from '../../../src/scan/rules/parse-rule-file.js';
import { brief, inspect, makeInspector } from '../engine.js';

const RULES = `title = "Acme"

[[rules]]
id = "acme-secret"
title = "Acme secret"
description = "Opens everything."
regex = '''\\b(acmesecret_[0-9a-f]{32})\\b'''
keywords = ["acmesecret_"]
severity = "high"
advice = "Revoke it."
examples = ['acmesecret_{{hex:32}}']

[[rules.parts]]
name = "id"
rule = "acme-id"
withinLines = 2
withinCharacters = 20

[[rules.parts]]
name = "realm"
rule = "acme-realm"

[[rules]]
id = "acme-id"
title = "Acme id"
description = "Names the secret."
regex = '''\\b(acmeid_[0-9]{16})\\b'''
keywords = ["acmeid_"]
severity = "low"
confidence = "low"
advice = "None."
examples = ['acmeid_{{digit:16}}']

[[rules]]
id = "acme-realm"
title = "Acme realm"
description = "Where the secret opens something."
regex = '''\\brealm=([a-z]{16,32})'''
keywords = ["realm="]
severity = "low"
confidence = "low"
skipReport = true
advice = "None."
examples = ['realm={{lower:16}}']
`;

const { ruleSet } = compileRules([parseRuleFile(RULES, 'rules/acme.toml')]);
const own = makeInspector({ rules: ruleSet });
const builtin = makeInspector();

const made = (template: string, seed = 'composite') => expandExample({ text: template }, seed).text;
const secret = made('acmesecret_{{hex:32}}');
const id = made('acmeid_{{digit:16}}');
const realm = made('realm={{lower:20}}');

const found = (text: string, inspector = own) =>
  inspect(inspector, text).discoveries.map((one) => [one.rule, ...(one.parts ?? []).map(({ name }) => name)].join(' '));

describe('a secret with its parts', () => {
  it('is one finding, surer, and says what stands near it without showing it', () => {
    const { discoveries } = inspect(own, `${id} ${secret} ${realm}`);
    expect(discoveries).toMatchObject([
      { rule: 'acme-secret', confidence: 'high', parts: [{ name: 'id' }, { name: 'realm' }] },
    ]);
    expect(discoveries[0]?.reasons).toEqual(
      expect.arrayContaining(['its id stands near it', 'its realm stands near it']),
    );
    const shown = JSON.stringify(discoveries[0]?.parts);
    expect(shown).not.toContain(id.slice(5, -3));
    expect(shown).not.toContain(realm.slice(6));
  });

  it.each([
    ['before it', `${id} ${secret}`],
    ['behind it', `${secret} ${id}`],
  ])('finds a part %s', (_, text) => {
    expect(found(text)).toEqual(['acme-secret id']);
  });

  it.each([
    ['20 characters', 'x'.repeat(18), 'acme-secret id'],
    ['21 characters', 'x'.repeat(19), 'acme-id,acme-secret'],
    ['20 characters of 80 bytes', '😀'.repeat(18), 'acme-secret id'],
    ['2 line ends', 'x\nx\nx', 'acme-secret id'],
    ['3 line ends', 'x\nx\nx\nx', 'acme-id,acme-secret'],
    ['2 line ends of two characters', 'x\r\nx\r\nx', 'acme-secret id'],
  ])('ends at its border: %s', (_, between, expected) => {
    expect(found(`${id} ${between} ${secret}`).join()).toBe(expected);
    const mirrored = found(`${secret} ${between} ${id}`);
    expect(mirrored.sort().join()).toBe(expected);
  });

  it('looks 500 characters far when the rule does not say', () => {
    expect(found(`${realm} ${'é'.repeat(498)} ${secret}`)).toEqual(['acme-secret realm']);
    expect(found(`${realm} ${'é'.repeat(499)} ${secret}`)).toEqual(['acme-secret']);
  });

  it('takes the nearest of several, and the others stay what they are', () => {
    const other = made('acmeid_{{digit:16}}', 'other');
    const { discoveries } = inspect(own, `${other} 12345 ${id} ${secret}`);
    expect(discoveries.map(brief)).toEqual([`acme-id 1:1 ${other}`, expect.stringContaining('acme-secret')]);
  });

  it('shares an id between two secrets', () => {
    const other = made('acmesecret_{{hex:32}}', 'other');
    expect(found(`${other} ${id} ${secret}`)).toEqual(['acme-secret id', 'acme-secret id']);
  });
});

describe('alone', () => {
  it.each([
    ['a secret is found all the same', secret, ['acme-secret']],
    ['an id is of low confidence', id, ['acme-id']],
    ['what is only ever a part is nothing', realm, []],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected);
    for (const one of inspect(own, text).discoveries.filter(({ rule }) => rule === 'acme-id')) {
      expect(one.confidence).toBe('low');
    }
  });
});

it('cuts of the input change nothing', () => {
  const small = makeInspector({ rules: ruleSet, textBytes: 1024 * 1024 });
  const piece = fc.constantFrom(secret, id, realm, '\n', ' ', 'é'.repeat(20), 'x'.repeat(70_000));
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 2, maxLength: 40 }),
      fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 4 }),
      fc.nat(600_000),
      (pieces, lengths, padding) => {
        const text = `${'\n'.repeat(padding)}${pieces.join(' ')}`;
        const partsOf = (inspector: typeof own, cuts: readonly number[]) =>
          inspect(inspector, text, 'file.txt', cuts).discoveries.map(({ rule, line, column, parts }) => {
            return { rule, line, column, parts };
          });
        expect(partsOf(small, lengths)).toEqual(partsOf(own, [0]));
      },
    ),
    { numRuns: 40 },
  );
});

describe('our own rules', () => {
  it.each([
    [
      'AWS in an environment',
      'AWS_ACCESS_KEY_ID={{aws-key-id:AKIA}}\nAWS_SECRET_ACCESS_KEY={{base62:40}}\n',
      'aws-secret-access-key access key id',
    ],
    [
      'AWS in a list of arguments',
      'client("{{aws-key-id:AKIA}}", "{{base62:40}}")',
      'aws-access-key-pair access key id',
    ],
    ['Twilio', 'TWILIO_ACCOUNT_SID=AC{{hex:32}}\nTWILIO_AUTH_TOKEN={{hex:32}}\n', 'twilio-auth-token account SID'],
    [
      'Azure',
      'ARM_TENANT_ID={{uuid}}\nARM_CLIENT_ID={{uuid}}\nARM_CLIENT_SECRET={{azure-ad}}\n',
      'azure-ad-client-secret tenant id client id',
    ],
    ['OAuth', 'client_id = "{{alnum:24}}"\nclient_secret = "{{alnum:40}}"\n', 'generic-secret client id'],
    [
      'Google',
      '"client_id": "{{digit:12}}-{{base36:32}}.apps.googleusercontent.com", "client_secret": "GOCSPX-{{alnum:28}}"',
      'google-oauth-client-secret client id',
    ],
    ['a URL', 'amqp://builder:{{alnum:16}}@mq.corp.internal:5672/', 'database-amqp-url user'],
    [
      'a connection string',
      'Server=db1.corp.internal;User Id=builder;Password={{alnum:16}};',
      'database-connection-string user',
    ],
  ])('know the parts of %s', (_, template, expected) => {
    expect(found(made(template, 'ours'), builtin)).toEqual([expected]);
  });

  it.each([
    ['an access key id', 'key: {{aws-key-id:AKIA}}'],
    ['an account SID', 'TWILIO_ACCOUNT_SID=AC{{hex:32}}'],
    ['an OAuth client id', '{{digit:12}}-{{base36:32}}.apps.googleusercontent.com'],
    ['a tenant and a client', 'tenant_id: {{uuid}}\nclient_id: {{uuid}}\n'],
  ])('are not sure of %s alone', (_, template) => {
    const { discoveries } = inspect(builtin, made(template, 'alone'));
    expect(discoveries.filter(({ confidence }) => confidence !== 'low')).toEqual([]);
  });
});
