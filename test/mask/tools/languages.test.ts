import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { expectMasked } from './expect-masked.js';
import { AWKWARD, TOKEN, TWO_LINES } from './made-up-secrets.js';

/** Runs a program that prints one rendering of the secret a line, as `name<TAB>rendering`. */
function renderings(command: string, args: readonly string[], secret: string): [name: string, rendering: string][] {
  const { stdout, stderr, status } = spawnSync(command, args, {
    env: { ...process.env, S: secret, LC_ALL: 'C.UTF-8' },
    timeout: 60_000,
  });
  expect(status, stderr.toString()).toBe(0);
  const lines = stdout.toString().split('\x01').slice(0, -1);
  expect(lines.length).toBeGreaterThan(3);
  return lines.map((line) => [line.slice(0, line.indexOf('\t')), line.slice(line.indexOf('\t') + 1)]);
}

/** Quotes, padding, a type in front: what a writer adds around the secret. Base64 of base64 ends in the encoded padding. */
const AROUND = /^(?:b|u|r)?[[{(]?["'`]{0,3}\*\*\*["'`]{0,3}[\])}]?(?:[A-Za-z0-9]{0,3}=+)?\s*$/;

function expectAllMasked(secret: string, all: readonly [string, string][]): void {
  for (const [name, rendering] of all) {
    expect(rendering.length, name).toBeGreaterThan(4);
    expectMasked([secret], `${name}: ${rendering}`, new RegExp(`^${name}: ${AROUND.source.slice(1)}`));
  }
}

const PYTHON = `
import os, json, base64, html, shlex, csv, io, pprint, ast, re
from urllib.parse import quote, quote_plus, quote_from_bytes, urlencode
from xml.sax.saxutils import escape, quoteattr
import xml.etree.ElementTree as ET
s = os.environ['S']; b = s.encode()
e = ET.Element('a'); e.text = s
row = io.StringIO(); csv.writer(row, quoting=csv.QUOTE_ALL).writerow([s])
def show(n, v): print(n, v, sep='\\t', end='\\x01')
show('repr', repr(s)); show('ascii', ascii(s)); show('bytes', repr(b)); show('list', [s]); show('pformat', pprint.pformat(s, width=10000))
show('json', json.dumps(s)); show('json-raw', json.dumps(s, ensure_ascii=False)); show('json-twice', json.dumps(json.dumps(s))[3:-3])
show('quote', quote(s)); show('quote-all', quote(s, safe='')); show('quote-plus', quote_plus(s)); show('urlencode', urlencode({'': s})[1:])
show('b64', base64.b64encode(b).decode()); show('b64url', base64.urlsafe_b64encode(b).decode()); show('hex', b.hex())
show('shlex', shlex.quote(s)); show('html', html.escape(s)); show('html-text', html.escape(s, quote=False)); show('xml', escape(s))
show('xml-attribute', quoteattr(s)); show('etree', ET.tostring(e, encoding='unicode')[3:-4]); show('etree-ascii', ET.tostring(e).decode()[3:-4])
show('csv', row.getvalue()); show('format', f'{s!r}'); show('unicode-escape', s.encode('unicode_escape').decode())
show('utf16', base64.b64encode(s.encode('utf-16-le')).decode()); show('docker', base64.b64encode(base64.b64encode(b)).decode())
`;

const GO = `package main
import ("bytes";"encoding/base64";"encoding/hex";"encoding/json";"encoding/xml";"fmt";"html";"html/template";"net/url";"os")
func show(n string, v any) { fmt.Printf("%s\\t%v\\x01", n, v) }
func main() {
  s := os.Getenv("S"); j, _ := json.Marshal(s); var x bytes.Buffer; xml.EscapeText(&x, []byte(s))
  var k bytes.Buffer; e := json.NewEncoder(&k); e.SetEscapeHTML(false); e.Encode(s)
  jj, _ := json.Marshal(string(j))
  show("q", fmt.Sprintf("%q", s)); show("plus-q", fmt.Sprintf("%+q", s)); show("x", fmt.Sprintf("%x", s)); show("X", fmt.Sprintf("%X", s)); show("sharp-v", fmt.Sprintf("%#v", s))
  show("json", string(j)); show("json-raw", k.String()); show("json-twice", string(jj[3:len(jj)-3])); show("query", url.QueryEscape(s)); show("path", url.PathEscape(s))
  show("userinfo", url.UserPassword("", s).String()[1:]); show("html", html.EscapeString(s)); show("xml", x.String()); show("template", template.HTMLEscapeString(s))
  show("std", base64.StdEncoding.EncodeToString([]byte(s))); show("raw-url", base64.RawURLEncoding.EncodeToString([]byte(s))); show("hex", hex.EncodeToString([]byte(s)))
}`;

const PERL = `use MIME::Base64; use Data::Dumper; $Data::Dumper::Terse = 1; $Data::Dumper::Indent = 0; my $s = $ENV{S};
sub show { print "$_[0]\\t$_[1]\\x01" } show('dumper', Dumper($s)); show('b64', encode_base64($s)); show('hex', unpack('H*', $s)); show('join', join(',', ($s)));`;

const JQ =
  '["json",(env.S|tojson)],["sh",(env.S|@sh)],["uri",(env.S|@uri)],["html",(env.S|@html)],["b64",(env.S|@base64)],["csv",([env.S]|@csv)],["twice",(env.S|tojson|tojson|.[3:-3])] | "\\(.[0])\\t\\(.[1])\\u0001"';

describe.each([
  ['an awkward value', AWKWARD],
  ['a token', TOKEN],
  ['two lines', TWO_LINES],
])('%s', (_, secret) => {
  test('as Python writes it', () => expectAllMasked(secret, renderings('python3', ['-c', PYTHON], secret)));

  test('as Go writes it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'keepmum-go-'));
    writeFileSync(join(folder, 'main.go'), GO);
    expectAllMasked(secret, renderings('go', ['run', join(folder, 'main.go')], secret));
    rmSync(folder, { recursive: true });
  });

  test('as Perl writes it', () => expectAllMasked(secret, renderings('perl', ['-e', PERL], secret)));

  test('as jq writes it', () => expectAllMasked(secret, renderings('jq', ['-njr', JQ], secret)));

  test('as Node writes it', () => {
    const url = new URL('http://h/');
    url.password = secret;
    expectAllMasked(secret, [
      ['inspect', inspect(secret, { breakLength: Number.POSITIVE_INFINITY }).replaceAll("\\n' +\n  '", '\\n')],
      ['json', JSON.stringify(secret)],
      ['json-twice', JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
      ['component', encodeURIComponent(secret)],
      ['uri', encodeURI(secret)],
      ['query', new URLSearchParams([['', secret]]).toString().slice(1)],
      ['password', url.href.slice('http://:'.length, -'@h/'.length)],
      ['base64', Buffer.from(`name:${secret}`).toString('base64').slice(6)],
      ['hex', Buffer.from(secret).toString('hex')],
      ['base64-utf16', Buffer.from(secret, 'utf16le').toString('base64')],
    ]);
  });
});
