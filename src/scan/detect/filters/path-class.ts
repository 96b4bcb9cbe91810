import { wordSet } from './name-words.js';

/** What a path says about the values in it. */
export interface PathClass {
  /** In `code` a bare word is an expression; everywhere else it may be a value. */
  readonly language: 'code' | 'shell' | 'config' | 'prose';
  /** Tests, examples and documentation: findings there are one level less sure. */
  readonly purpose: 'product' | 'example';
  /** Kinds of file whose values are never read: translations need a digit, generated files have no readable names. */
  readonly content: 'written' | 'translation' | 'generated';
  /** A file that exists to hold credentials. */
  readonly holdsCredentials: boolean;
}

const CODE = wordSet(`
  js jsx mjs cjs ts tsx mts cts py pyi pyx go rs java kt kts scala groovy c h cc cpp cxx hpp hh m mm swift cs vb fs rb php pl pm
  lua r dart ex exs erl hrl hs ml mli clj cljs el lisp scm jl nim zig d sql vue svelte astro tf hcl proto graphql gql sol asm s
  css scss sass less html htm xhtml jsp erb ejs cshtml aspx pas adb ads f90 v sv vhd phtml twig hbs mustache coffee cu cl ipynb y l
`);
const SHELL = wordSet('sh bash zsh fish ksh csh ps1 psm1 psd1 bat cmd mk mak nix expect exp tcl');
const PROSE = wordSet('md mdx markdown rst txt adoc asciidoc textile tex texi org pod rdoc log 1 2 3 4 5 6 7 8 9');

const EXAMPLE_FOLDER =
  /(?:^|[/\\])(?:(?:[\w.-]*[._-])?(?:(?:unit|android|jvm|common|js|integration|functional|api)?tests?|specs?|fixtures?|mocks?|examples?|samples?|demos?|tutorials?|testdata|testing|benchmarks?|e2e|cypress)|docs?|documentation|t|man|__\w+__)[/\\]/i;
const EXAMPLE_FILE =
  /(?:^|[/\\])(?:(?:test|tests|mock|example|sample|demo|conftest|readme|changelog|changes|contributing|license)[^/\\]*|[^/\\]*(?:[._-](?:test|tests|spec|mock|example|sample|demo|dist|tpl|template|fixture|e2e)s?(?:\.[^/\\]*)?|Tests?\.\w+|Spec\.\w+))$/i;
const TRANSLATION =
  /(?:^|[/\\])(?:locales?|i18n|l10n|lang|langs|languages?|translations?|nls)[/\\]|(?:^|[/\\])(?:messages?|strings|labels|i18n|translations?)[^/\\]*\.\w+$|(?:^|[/\\._-])[a-z]{2}(?:[_-][a-zA-Z]{2,4})?\.(?:ya?ml|json|php|properties|po|ftl|arb|strings|lang)$|\.(?:po|pot|xlf|xliff|resx|ftl|arb|strings)$/i;
const GENERATED =
  /(?:[._-]min\.\w+|\.map|\.lock|(?:^|[/\\])(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|go\.sum|checksums?[^/\\]*))$/i;
const CREDENTIAL_FILE =
  /(?:^|[/\\])(?:\.env[^/\\]*|[^/\\]*\.env|[^/\\]*(?:credential|secret|passwd|password|netrc|npmrc|pypirc|pgpass|htpasswd)[^/\\]*\.?(?:ya?ml|json|toml|ini|conf|cfg|properties|txt|tfvars)?|[^/\\]*\.tfvars)$/i;

let lastPath: string | undefined;
let lastClass: PathClass | undefined;

/** Sorts a path by its extension and folders. */
export function classifyPath(path: string): PathClass {
  // All assignments of a file come one after another.
  if (lastPath === path && lastClass !== undefined) return lastClass;
  lastPath = path;
  lastClass = {
    language: languageOf(path),
    purpose: EXAMPLE_FOLDER.test(path) || EXAMPLE_FILE.test(path) ? 'example' : 'product',
    content: GENERATED.test(path) ? 'generated' : TRANSLATION.test(path) ? 'translation' : 'written',
    holdsCredentials: CREDENTIAL_FILE.test(path),
  };
  return lastClass;
}

function languageOf(path: string): PathClass['language'] {
  const file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  const dot = file.lastIndexOf('.');
  const extension = dot > 0 ? file.slice(dot + 1) : '';
  if (CODE.has(extension)) return 'code';
  if (
    SHELL.has(extension) ||
    /^(?:(?:gnu)?makefile|dockerfile|containerfile|justfile|vagrantfile|jenkinsfile)/.test(file)
  )
    return 'shell';
  if (
    PROSE.has(extension) ||
    // A Python package's description is its readme.
    /\.(?:dist|egg)-info\/metadata$|(?:^|\/)pkg-info$/i.test(path) ||
    (dot <= 0 && /^(?:readme|changelog|news|authors|license|copying|install|todo)/.test(file))
  )
    return 'prose';
  return 'config';
}
