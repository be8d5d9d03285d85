// `node scripts/production-manifests.mjs <folder>`: what deploy/Dockerfile installs from.
import { at } from './setup/project.mjs';
import { writeProductionManifests } from './setup/production-packages.mjs';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('name a folder');
writeProductionManifests(at(), folder);
