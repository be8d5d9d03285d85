/**
 * A session that ended while somebody was at work: requests wait until he has logged in again, in a dialog over the
 * page, and then go on. Nothing of what was typed is lost.
 */
let waiting: { promise: Promise<void>; resolve: () => void } | null = null;
const listeners = new Set<() => void>();
const tell = () => listeners.forEach((listener) => listener());

/** @returns when somebody has logged in again */
export function loginAgain(): Promise<void> {
  if (waiting === null) {
    let resolve: () => void = () => undefined;
    const promise = new Promise<void>((done) => {
      resolve = done;
    });
    waiting = { promise, resolve };
    tell();
  }
  return waiting.promise;
}

export function loggedInAgain(): void {
  waiting?.resolve();
  waiting = null;
  tell();
}

export const isLoginWanted = (): boolean => waiting !== null;
export function onLoginWanted(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
