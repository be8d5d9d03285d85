// Run after `npm install` has changed package-lock.json: `node scripts/complete-lockfile.mjs`.
//
// Where a registry mirror lacks the builds of a package for other platforms, npm leaves them out of the lockfile
// and `npm ci` then refuses it ("Missing: … from lock file"). This puts an entry for each of them: the exact
// version that its parent asks for, and the platform, which its name tells. npm skips it on every other platform.
import fs from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(fs.readFileSync(file, 'utf8'));
const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const machines = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

for (const [location, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (`node_modules/${name}` in lock.packages || `${location}/node_modules/${name}` in lock.packages)
      continue;
    const words = name.split(/[/-]/);
    const os = systems.find((system) => words.includes(system));
    const cpu = machines.find((machine) => words.includes(machine));
    if (os === undefined || cpu === undefined || !/^\d+\.\d+\.\d+/.test(version)) {
      throw new Error(`${name}@${version}: neither in the lockfile nor a build for one platform`);
    }
    const libc = words.some((word) => word.startsWith('musl'))
      ? ['musl']
      : words.some((word) => word.startsWith('gnu'))
        ? ['glibc']
        : undefined;
    lock.packages[`node_modules/${name}`] = {
      version,
      cpu: [cpu],
      ...(entry.dev ? { dev: true } : {}),
      ...(libc === undefined || os !== 'linux' ? {} : { libc }),
      optional: true,
      os: [os],
    };
    process.stdout.write(`added ${name}@${version} (${os}, ${cpu})\n`);
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
);
fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
