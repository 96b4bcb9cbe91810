import { writeDataset } from './dataset.js';

const [samples = '', words = '', out = ''] = process.argv.slice(2);
await writeDataset(samples, words, out);
