import { writeModel } from './write-model.js';

const [folder = '', out = ''] = process.argv.slice(2);
writeModel(folder, out);
