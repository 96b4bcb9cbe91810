import { writeDataset } from './dataset.js';

const [samples = '', words = '', common = '', out = ''] = process.argv.slice(2);
await writeDataset(samples, words, common, out);
