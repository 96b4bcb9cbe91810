import type { Spelling } from './names.js';

/** Writes one assignment; nothing when the value cannot stand there. */
type Write = (name: Spelling, value: string) => string | undefined;

/** How a family of files gives a value to a name. */
export interface Language {
  readonly name: string;
  readonly extensions: readonly string[];
  readonly shapes: Readonly<Record<string, Write>>;
}

const escaped = (value: string, quote: string) => value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
const dq = (value: string) => `"${escaped(value, '"')}"`;
const sq = (value: string) => `'${escaped(value, "'")}'`;
/** In double quotes where `$` and `#{` would be filled in. */
const literal = (value: string) => (/[$#]/.test(value) ? sq(value) : dq(value));
const xml = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Without quotes: nothing that the host would read as its own. */
function bare(write: (name: Spelling, value: string) => string): Write {
  return (name, value) => (/^[\w][\w.@%+=/:~^?-]*$/.test(value) ? write(name, value) : undefined);
}

function onlyPassword(write: Write): Write {
  return (name, value) => (name.kind === 'password' ? write(name, value) : undefined);
}

/** A shell takes everything in single quotes as it stands. */
function shell(value: string): string {
  if (/^[\w.@%+=/:~-]+$/.test(value)) return value;
  return `'${value.replaceAll("'", "'\\''")}'`;
}

export const LANGUAGES: readonly Language[] = [
  {
    name: 'JavaScript',
    extensions: ['js', 'mjs', 'cjs', 'jsx', 'ts', 'tsx', 'mts', 'cts'],
    shapes: {
      constant: (n, v) => `const ${n.camel} = ${sq(v)};`,
      property: (n, v) => `  ${n.camel}: ${dq(v)},`,
      'quoted key': (n, v) => `  "${n.snake}": ${dq(v)},`,
      fallback: (n, v) => `const ${n.camel} = process.env.${n.upper} || ${sq(v)};`,
      member: (n, v) => `this.${n.camel} = ${dq(v)};`,
      argument: (n, v) => `config.set('${n.kebab}', ${sq(v)});`,
      comparison: (n, v) => `if (${n.camel} === ${sq(v)}) return;`,
      positional: onlyPassword((_n, v) => `const pool = connect('db.corp.internal', 'svc', ${sq(v)});`),
      comment: bare((n, v) => `// ${n.words}: ${v}`),
    },
  },
  {
    name: 'Python',
    extensions: ['py', 'pyi'],
    shapes: {
      variable: (n, v) => `${n.snake} = ${dq(v)}`,
      key: (n, v) => `    ${sq(n.snake)}: ${sq(v)},`,
      default: (n, v) => `${n.upper} = os.environ.get("${n.upper}", ${dq(v)})`,
      parameter: (n, v) => `def connect(host, ${n.snake}=${dq(v)}):`,
      keyword: (n, v) => `client = Client(url, ${n.snake}=${sq(v)})`,
      bytes: (n, v) => `self.${n.snake} = b${dq(v)}`,
      positional: onlyPassword((_n, v) => `session.auth = ('svc', ${sq(v)})`),
      comment: bare((n, v) => `# ${n.words}: ${v}`),
    },
  },
  {
    name: 'Go',
    extensions: ['go'],
    shapes: {
      short: (n, v) => `\t${n.camel} := ${dq(v)}`,
      field: (n, v) => `\t\t${n.pascal}: ${dq(v)},`,
      typed: (n, v) => `var ${n.camel} string = ${dq(v)}`,
      argument: (n, v) => `\tos.Setenv("${n.upper}", ${dq(v)})`,
      raw: (n, v) => (v.includes('`') ? undefined : `const ${n.camel} = \`${v}\``),
    },
  },
  {
    name: 'Java and Kotlin',
    extensions: ['java', 'kt', 'scala', 'groovy'],
    shapes: {
      constant: (n, v) => `    private static final String ${n.upper} = ${dq(v)};`,
      property: (n, v) => `        props.setProperty("${n.dotted}", ${dq(v)});`,
      builder: (n, v) => `            .${n.camel}(${dq(v)})`,
      default: bare((n, v) => `    @Value("\${${n.dotted}:${v}}")`),
      comparison: (n, v) => `        if (${n.camel}.equals(${dq(v)})) {`,
    },
  },
  {
    name: 'Rust',
    extensions: ['rs'],
    shapes: {
      let: (n, v) => `    let ${n.snake} = ${dq(v)};`,
      field: (n, v) => `        ${n.snake}: ${dq(v)}.to_string(),`,
      constant: (n, v) => `const ${n.upper}: &str = ${dq(v)};`,
      call: (n, v) => `        .${n.snake}(${dq(v)})`,
    },
  },
  {
    name: 'C and C++',
    extensions: ['c', 'h', 'cc', 'cpp', 'hpp'],
    shapes: {
      pointer: (n, v) => `static const char *${n.snake} = ${dq(v)};`,
      define: (n, v) => `#define ${n.upper} ${dq(v)}`,
      field: (n, v) => `\t.${n.snake} = ${dq(v)},`,
      copy: (n, v) => `\tstrcpy(cfg->${n.snake}, ${dq(v)});`,
    },
  },
  {
    name: 'PHP',
    extensions: ['php'],
    shapes: {
      variable: (n, v) => `$${n.camel} = ${sq(v)};`,
      key: (n, v) => `    '${n.snake}' => ${sq(v)},`,
      define: (n, v) => `define('${n.upper}', ${sq(v)});`,
    },
  },
  {
    name: 'Ruby',
    extensions: ['rb'],
    shapes: {
      variable: (n, v) => `  ${n.snake} = ${literal(v)}`,
      option: (n, v) => `    ${n.snake}: ${sq(v)},`,
      rocket: (n, v) => `    :${n.snake} => ${literal(v)},`,
      default: (n, v) => `  key = ENV.fetch('${n.upper}', ${sq(v)})`,
    },
  },
  {
    name: 'Perl',
    extensions: ['pl', 'pm'],
    shapes: {
      variable: (n, v) => `my $${n.snake} = ${sq(v)};`,
      key: (n, v) => `    ${n.snake} => ${sq(v)},`,
    },
  },
  {
    name: 'shell',
    extensions: ['sh', 'bash'],
    shapes: {
      export: (n, v) => `export ${n.upper}=${shell(v)}`,
      variable: (n, v) => `${n.upper}=${shell(v)}`,
      flag: (n, v) => `deploy --env prod --${n.kebab} ${shell(v)}`,
      default: bare((n, v) => `${n.upper}=\${${n.upper}:-${v}}`),
      curl: onlyPassword((_n, v) => `curl -u ${shell(`svc:${v}`)} https://api.corp.internal/v1/jobs`),
      mysql: onlyPassword(bare((_n, v) => `mysql -usvc -p${v} shop < dump.sql`)),
    },
  },
  {
    name: 'YAML',
    extensions: ['yml', 'yaml'],
    shapes: {
      plain: bare((n, v) => `${n.snake}: ${v}`),
      quoted: (n, v) => `  ${n.camel}: ${dq(v)}`,
      pair: (n, v) => `  - name: ${n.upper}\n    value: ${dq(v)}`,
    },
  },
  {
    name: 'JSON',
    extensions: ['json'],
    shapes: {
      key: (n, v) => `  ${JSON.stringify(n.camel)}: ${JSON.stringify(v)},`,
      pair: (n, v) => `  {"name": "${n.upper}", "value": ${JSON.stringify(v)}},`,
    },
  },
  {
    name: 'XML',
    extensions: ['xml', 'config', 'pom'],
    shapes: {
      element: (n, v) => `  <${n.camel}>${xml(v)}</${n.camel}>`,
      property: (n, v) => `  <property name="${n.dotted}" value="${xml(v)}"/>`,
      setting: (n, v) => `  <add key="${n.pascal}" value="${xml(v)}" />`,
    },
  },
  {
    name: 'properties and INI',
    extensions: ['properties', 'ini', 'cfg', 'conf', 'toml'],
    shapes: {
      dotted: bare((n, v) => `${n.dotted}=${v}`),
      spaced: bare((n, v) => `${n.snake} = ${v}`),
      quoted: (n, v) => `${n.snake} = ${dq(v)}`,
    },
  },
];
