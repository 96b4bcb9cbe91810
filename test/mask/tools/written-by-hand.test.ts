import { describe, expect, test } from 'vitest';
import { expectMasked } from './expect-masked.js';
import { privateKey, TOKEN } from './made-up-secrets.js';

// These tools need a daemon, a cluster or a cloud: their output is written here in the shape their documentation shows.

const base64 = (text: string) => Buffer.from(text).toString('base64');
const PASSWORD = 'Tr0ub4dor&3 "quoted" <b>';

describe('docker', () => {
  test('docker inspect: Env, Cmd and Labels of a container', () => {
    const value = JSON.stringify(
      [
        {
          Id: '9f86d081884c',
          Config: { Env: [`DB_PASSWORD=${PASSWORD}`, 'PATH=/usr/bin'], Cmd: ['sh', '-c', `login -p "${PASSWORD}"`] },
        },
      ],
      null,
      4,
    );
    const goJson = value.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026');
    expectMasked([PASSWORD], goJson, /"DB_PASSWORD=\*\*\*",\s+"PATH=\/usr\/bin"[\s\S]+login -p \\"\*\*\*\\""/);
  });

  test('.docker/config.json: auth is base64 of user and password', () => {
    const config = JSON.stringify(
      { auths: { 'https://index.docker.io/v1/': { auth: base64(`robot:${TOKEN}`) } } },
      null,
      '\t',
    );
    expectMasked([TOKEN], config, /"auth": "cm9ib3Q6\*\*\*"/);
    expectMasked(
      [base64(`robot:${TOKEN}`)],
      `docker login -u robot -p ${TOKEN}\n${config}`,
      /-p \*\*\*\n[\s\S]+"auth": "\*\*\*"/,
    );
  });

  test('docker history --no-trunc and buildx progress', () => {
    const out = `<missing> 2 weeks ago RUN |1 NPM_TOKEN=${TOKEN} /bin/sh -c npm ci # buildkit\n#8 [3/5] RUN echo "//npm.example.test/:_authToken=${TOKEN}" > .npmrc\n#8 0.312 ${TOKEN}\n`;
    expectMasked([TOKEN], out, out.replaceAll(TOKEN, '***'));
  });
});

describe('kubectl', () => {
  test('get secret -o yaml: data is base64', () => {
    const out = `apiVersion: v1\ndata:\n  password: ${base64(PASSWORD)}\n  url: ${base64(`postgres://app:${TOKEN}@db/x`)}\nkind: Secret\n`;
    expectMasked(
      [PASSWORD, TOKEN],
      out,
      /^apiVersion: v1\ndata:\n {2}password: \*\*\*=*\n {2}url: [A-Za-z0-9]+\*\*\*[A-Za-z0-9]+=*\nkind: Secret\n$/,
    );
  });

  test('a pull secret: base64 of JSON that holds base64', () => {
    const json = JSON.stringify({
      auths: { 'r.example.test': { username: 'robot', password: TOKEN, auth: base64(`robot:${TOKEN}`) } },
    });
    const out = `data:\n  .dockerconfigjson: ${base64(json)}\ntype: kubernetes.io/dockerconfigjson\n`;
    expectMasked([TOKEN], out, /: [A-Za-z0-9+/]+\*\*\*[A-Za-z0-9+/]+\*\*\*[A-Za-z0-9+/]+=*\ntype/);
  });

  test('a kubeconfig: key data and a token', () => {
    const key = privateKey();
    const out = `users:\n- name: admin\n  user:\n    client-key-data: ${base64(key)}\n    token: ${TOKEN}\n`;
    // A key whose length is a multiple of three leaves its last line feed, which is no part of it, in a group of its own.
    expectMasked([key, TOKEN], out, /client-key-data: \*\*\*(?:[A-Z]?=*|Cg==)\n {4}token: \*\*\*\n$/);
  });

  test('a key in a YAML block, indented, and the same folded', () => {
    const key = privateKey();
    const block = `stringData:\n  tls.key: |\n${key.replace(/^/gm, '    ')}\nkind: Secret\n`;
    expectMasked([key], block, /tls\.key: \|\n {4}\*\*\*\s+kind: Secret\n$/);
    const folded = `  tls.key: >\n${key.replaceAll('\n', '\n\n').replace(/^/gm, '    ')}`;
    expectMasked([key], folded, /^ {2}tls\.key: >\n {4}\*\*\*\s*$/);
  });

  test('describe pod and events quote with %q', () => {
    const out = `    Environment:\n      PASSWORD:  ${PASSWORD}\n  Warning  Failed  Error: failed to create: "login --password \\"${PASSWORD.replaceAll('"', '\\"')}\\""\n`;
    expectMasked([PASSWORD], out, /PASSWORD: {2}\*\*\*\n.*--password \\"\*\*\*\\""\n$/);
  });
});

describe('terraform', () => {
  test('plan: attributes in HCL quotes, also inside jsonencode', () => {
    const value = 'a"b${c}%{d}\\e<&>-42';
    const hcl = value
      .replaceAll('\\', '\\\\')
      .replaceAll('"', '\\"')
      .replaceAll('${', () => '$${')
      .replaceAll('%{', '%%{');
    const out = `  + resource "vault_generic_secret" "x" {\n      + data_json = jsonencode(\n            {\n              + password = "${hcl}"\n            }\n        )\n    }\n`;
    expectMasked([value], out, out.replace(hcl, '***'));
  });

  test('show -json: a string of JSON inside JSON, HTML characters escaped', () => {
    const goJson = (text: string) =>
      JSON.stringify(text).replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`);
    const out = `{"values":{"policy":${goJson(`{"password":${goJson(PASSWORD)}}`)}}}\n`;
    expectMasked([PASSWORD], out, '{"values":{"policy":"{\\"password\\":\\"***\\"}"}}\n');
  });
});

describe('clouds and build tools', () => {
  test('a connection string: the password inside is a secret by itself', () => {
    const url = `postgres://app:${encodeURIComponent(PASSWORD)}@db.example.test:5432/app`;
    const out = `connecting as app with ${PASSWORD}\nDATABASE_URL=${url}\nFATAL: bad password "${PASSWORD.replaceAll('"', '\\"')}"\n`;
    expectMasked([url], out, 'connecting as app with ***\nDATABASE_URL=***\nFATAL: bad password "***"\n');
    const ado = `Server=tcp:db;User Id=app;Password=${TOKEN};Encrypt=true`;
    expectMasked([ado], `${ado}\npwd ${TOKEN}`, '***\npwd ***');
  });

  test('a service account: the key in JSON, its lines with real ends, and one line of it', () => {
    const key = privateKey();
    const file = JSON.stringify({ type: 'service_account', private_key: key }, null, 2);
    expectMasked([key], file, /"private_key": "\*\*\*(\\n)?"/);
    const inOneLine = key.trimEnd().replaceAll('\n', '\\n');
    expectMasked([inOneLine], `${key}KEY=${inOneLine}\n`, /^\*\*\*\nKEY=\*\*\*\n$/);
  });

  test('PowerShell: an encoded command, a redirected file, an error', () => {
    const command = Buffer.from(`Connect-X -Password '${TOKEN}'`, 'utf16le');
    expectMasked(
      [TOKEN],
      `powershell -enc ${command.toString('base64')}\n`,
      /^powershell -enc [A-Za-z0-9]+\*\*\*[A-Za-z0-9+/]*=*\n$/,
    );
    const file = Buffer.from(`\ufeffpassword: ${TOKEN}\r\n`, 'utf16le');
    // Big endian would begin with the zero byte of the character before, so that one is taken too.
    const expected = file.toString('latin1').replace(`\0${Buffer.from(TOKEN, 'utf16le').toString('latin1')}`, '***');
    expect(expected).toContain('***');
    expectMasked([TOKEN], file, Buffer.from(expected, 'latin1').toString());
  });

  test('make and compose write a dollar sign twice', () => {
    const value = "pa$$word$1'x";
    expectMasked(
      [value],
      `echo ${value.replaceAll('$', '$$$$')}\nsetting: '${value.replaceAll('$', '$$$$').replaceAll("'", "''")}'\n`,
      "echo ***\nsetting: '***'\n",
    );
  });

  test('a header in hexadecimal, a query in lower-case percent escapes, an HTML report', () => {
    const out = `sig=${Buffer.from(PASSWORD).toString('hex')}\n?p=${encodeURIComponent(PASSWORD).replace(/%../g, (e) => e.toLowerCase())}&x=1\n<td>${PASSWORD.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</td>\n`;
    expectMasked([PASSWORD], out, 'sig=***\n?p=***&x=1\n<td>***</td>\n');
  });
});
