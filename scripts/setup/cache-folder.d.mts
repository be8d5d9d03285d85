/** @throws SetupError where no folder can be written */
export function cacheFolder(env?: NodeJS.ProcessEnv): string;
export function npmEnvironment(env?: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
