// What API, worker and the one-shots of a deployment run, and nothing else: the root's `dependencies` with what these
// need. npm's own filters keep more: whatever an optional peer or a package of tests points to.
import fs from 'node:fs';
import path from 'node:path';

/** The package that `name` means inside the package at `from`, as Node would look for it. */
function locate(packages, from, name) {
  const inside = from === '' ? '' : `${from}/`;
  const location = `${inside}node_modules/${name}`;
  if (location in packages) return location;
  const above = from.lastIndexOf('node_modules/');
  return above < 0 ? undefined : locate(packages, from.slice(0, Math.max(0, above - 1)), name);
}

function needs({ dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta }) {
  const peers = Object.keys(peerDependencies ?? {}).filter(
    (name) => peerDependenciesMeta?.[name]?.optional !== true,
  );
  return [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers];
}

/**
 * @param lock the content of package-lock.json
 * @returns {string[]} locations, `node_modules/…`
 */
export function productionPackages({ packages }) {
  const found = new Set();
  const waiting = Object.keys(packages[''].dependencies).map((name) => ['', name]);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const location = locate(packages, ...next);
    if (location === undefined || found.has(location)) continue;
    found.add(location);
    for (const name of needs(packages[location])) waiting.push([location, name]);
  }
  return [...found].sort();
}

/** Writes a package.json and a package-lock.json of these alone, for `npm ci`. */
export function writeProductionManifests(from, to) {
  const read = (name) => JSON.parse(fs.readFileSync(path.join(from, name), 'utf8'));
  const write = (name, value) => fs.writeFileSync(path.join(to, name), `${JSON.stringify(value, null, 2)}\n`);
  const only = ({ workspaces, devDependencies, scripts, ...rest }) => rest;
  const lock = read('package-lock.json');
  const kept = productionPackages(lock).map((location) => [location, lock.packages[location]]);
  fs.mkdirSync(to, { recursive: true });
  write('package.json', only(read('package.json')));
  write('package-lock.json', {
    ...lock,
    packages: { '': only(lock.packages['']), ...Object.fromEntries(kept) },
  });
}
