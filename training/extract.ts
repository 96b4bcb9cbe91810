/** Reads every package of the corpus and keeps what looks like `name operator value`, as one line of JSON each. */
import { createWriteStream, type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { harmlessShape } from './harmless-shapes.js';

/** One value of one package. */
export interface Sample {
  readonly package: string;
  readonly language: string;
  readonly name: string;
  readonly value: string;
  /** In a test, an example or documentation. */
  readonly test: boolean;
  readonly secretish: boolean;
  /** Why a shape rule drops it; empty when it must be scored. */
  readonly shape: string;
}

const MAX_FILE = 400_000;
const PER_PACKAGE = 1500;
const CONFIG = new Set([
  '.yml',
  '.yaml',
  '.ini',
  '.cfg',
  '.conf',
  '.properties',
  '.toml',
  '.env',
  '.sh',
  '.md',
  '.rst',
  '.txt',
  '.po',
  '',
]);
const LANGUAGES: Readonly<Record<string, string>> = {
  '.js': 'JavaScript',
  '.mjs': 'JavaScript',
  '.cjs': 'JavaScript',
  '.jsx': 'JavaScript',
  '.ts': 'TypeScript',
  '.tsx': 'TypeScript',
  '.py': 'Python',
  '.java': 'Java',
  '.kt': 'Kotlin',
  '.scala': 'Scala',
  '.go': 'Go',
  '.rs': 'Rust',
  '.c': 'C',
  '.h': 'C',
  '.cc': 'C++',
  '.cpp': 'C++',
  '.php': 'PHP',
  '.inc': 'PHP',
  '.rb': 'Ruby',
  '.erb': 'Ruby',
  '.pl': 'Perl',
  '.pm': 'Perl',
  '.json': 'JSON',
  '.yml': 'YAML',
  '.yaml': 'YAML',
  '.xml': 'XML',
  '.html': 'HTML',
  '.sh': 'shell',
  '.md': 'documents',
  '.rst': 'documents',
  '.txt': 'documents',
  '.ini': 'INI and properties',
  '.cfg': 'INI and properties',
  '.conf': 'INI and properties',
  '.properties': 'INI and properties',
  '.toml': 'INI and properties',
};
const SECRETISH = /pass|secret|token|key|cred|auth|pwd|salt|nonce|private|cert|pem|signature|session|login/i;
const TEST_PATH =
  /(^|\/)(tests?|__tests__|testing|testdata|specs?|fixtures?|mocks?|examples?|samples?|demos?|docs?|documentation|benchmarks?)(\/|$)|[._-](test|spec|example)s?\.|_test\.|(^|\/)test_|\.(md|rst)$/i;
const QUOTED =
  /(?<![\w$])([A-Za-z_$][\w$.-]{1,60})["'\])]{0,3}[ \t]{0,8}(?::[ \t]?[\w&'<>]{1,30}[ \t])?(?::=|=>|\+=|={1,3}|!==?|\?\?=?|\|\|=?|[:,(])[ \t]{0,8}(?:[bruf@L&]{1,2}(?=["']))?(["'`])((?:\\.|(?!\2)[^\\\n]){6,200})\2/g;
const UNQUOTED =
  /^[ \t]*(?:-[ \t]+|export[ \t]+|set[ \t]+|ENV[ \t]+|[#;]?[ \t]*)([A-Za-z_][\w.-]{1,60})[ \t]*[:=][ \t]*([^\s"'`#;,{}[\]()<>|&][^\s"'`,;]{5,199})[ \t]*(?:[#;].*)?$/gm;
const ELEMENT = /<([A-Za-z_][\w.:-]{1,60})(?:\s[^<>]{0,100})?>([^<>\n]{6,200})<\/\1>/g;

function secretish(name: string): boolean {
  return SECRETISH.test(name);
}

/** Undoes the escapes that programs write; what it does not know it leaves alone. */
function unescapeText(text: string): string {
  if (!/[\\&]/.test(text)) return text;
  return text
    .replace(/\\u\{?([0-9a-fA-F]{4,6})\}?/g, (whole, hex: string) =>
      Number.parseInt(hex, 16) <= 0x10ffff ? String.fromCodePoint(Number.parseInt(hex, 16)) : whole,
    )
    .replace(/\\x([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\([ntr])/g, ' ')
    .replace(/\\(.)/g, '$1')
    .replace(
      /&(amp|lt|gt|quot|apos);/g,
      (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? '',
    );
}

function* filesUnder(folder: string): Generator<string> {
  const entries: Dirent[] = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else if (entry.isFile() && statSync(path).size <= MAX_FILE) yield path;
  }
}

function* assignmentsOf(text: string, extension: string): Generator<[name: string, value: string]> {
  for (const found of text.matchAll(QUOTED)) yield [found[1] as string, unescapeText(found[3] as string)];
  if (CONFIG.has(extension))
    for (const found of text.matchAll(UNQUOTED)) yield [found[1] as string, found[2] as string];
  if (/^\.(xml|html?|xsd|wsdl|csproj|plist|resx)$/.test(extension)) {
    for (const found of text.matchAll(ELEMENT)) yield [found[1] as string, unescapeText(found[2] as string)];
  }
}

function isMinified(text: string): boolean {
  return text.length > 2000 && text.length / (text.split('\n', 2000).length + 1) > 400;
}

/** Samples of one package, at most `PER_PACKAGE` with a secret-ish name and as many others; each value once. */
function samplesOfPackage(root: string, name: string): { samples: Sample[]; bytes: Map<string, number> } {
  const samples: Sample[] = [];
  const bytes = new Map<string, number>();
  const seen = new Set<string>();
  let named = 0;
  let others = 0;
  for (const path of filesUnder(root)) {
    const extension = extname(path).toLowerCase();
    const text = readFileSync(path, 'utf8');
    if (
      text.includes('\0') ||
      isMinified(text) ||
      /\.min\.|[-.]lock\b|lock\.(json|ya?ml)$|go\.sum$|checksum/i.test(basename(path))
    )
      continue;
    const language = LANGUAGES[extension] ?? 'other';
    bytes.set(language, (bytes.get(language) ?? 0) + text.length);
    const test = TEST_PATH.test(path.slice(root.length));
    for (const [key, value] of assignmentsOf(text, extension)) {
      if (value.length < 6 || value.length > 200 || seen.has(value)) continue;
      const isNamed = secretish(key);
      if ((isNamed ? named : others) >= PER_PACKAGE) continue;
      seen.add(value);
      if (isNamed) named++;
      else others++;
      samples.push({
        package: name,
        language,
        name: key,
        value,
        test,
        secretish: isNamed,
        shape: harmlessShape(value, key),
      });
    }
  }
  return { samples, bytes };
}

/** Writes all samples of `corpus` to `out`, and what was read by language beside it. */
export function extractCorpus(corpus: string, out: string): void {
  const stream = createWriteStream(out);
  const languages = new Map<string, { bytes: number; values: number }>();
  let packages = 0;
  for (const ecosystem of readdirSync(corpus).sort()) {
    for (const name of readdirSync(join(corpus, ecosystem)).sort()) {
      const { samples, bytes } = samplesOfPackage(join(corpus, ecosystem, name), `${ecosystem}/${name}`);
      packages++;
      for (const [language, count] of bytes) tallyOf(languages, language).bytes += count;
      for (const sample of samples) {
        tallyOf(languages, sample.language).values++;
        stream.write(`${JSON.stringify(sample)}\n`);
      }
    }
  }
  stream.end(`${JSON.stringify({ packages, languages: Object.fromEntries(languages) })}\n`);
}

function tallyOf(
  languages: Map<string, { bytes: number; values: number }>,
  language: string,
): { bytes: number; values: number } {
  const tally = languages.get(language) ?? { bytes: 0, values: 0 };
  languages.set(language, tally);
  return tally;
}
