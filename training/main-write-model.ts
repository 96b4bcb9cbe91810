import { writeModel } from './write-model.js';

const [folder = '', out = '', frozen = ''] = process.argv.slice(2);
writeModel(folder, out, frozen);
