// Writes the workflows' bundle to the file that is named: a process of its own, since the bundler's memory is not given back.
import { renameSync, writeFileSync } from 'node:fs';
import { bundleWorkflows } from './workflow-bundle.ts';

const [file = ''] = process.argv.slice(2);
const { code } = await bundleWorkflows();
// Whole at once: others may look for it meanwhile.
writeFileSync(`${file}.${process.pid}`, code);
renameSync(`${file}.${process.pid}`, file);
