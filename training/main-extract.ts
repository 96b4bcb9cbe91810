import { extractCorpus } from './extract.js';

const [corpus = '/tmp/training-corpus', out = '/tmp/training-corpus.work/samples.jsonl'] = process.argv.slice(2);
extractCorpus(corpus, out);
