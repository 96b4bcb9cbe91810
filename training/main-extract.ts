import { extractCorpus } from './extract.js';

const [corpus = '', out = ''] = process.argv.slice(2);
extractCorpus(corpus, out);
