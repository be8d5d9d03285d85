/**
 * What libraries of the pages (read-excel-file, write-excel-file) take for `fflate` (vite.config.ts): the same, with all that
 * packs and unpacks done in the page itself. The library's own asynchronous functions make a worker of a text for whatever
 * is larger than half a megabyte; under `worker-src 'self'` none starts, no error comes, and nobody is ever answered.
 */
export * from 'fflate/browser';
import { deflateSync, inflateSync, unzipSync, zipSync } from 'fflate/browser';

type Bytes = Uint8Array<ArrayBuffer>;
type Done<T> = (failure: Error | null, made: T | null) => void;

/** After whatever is under way in the page has had its turn. */
function later<T>(work: () => T, done: Done<T>): () => void {
  const turn = setTimeout(() => {
    let made: T;
    try {
      made = work();
    } catch (failure) {
      done(failure instanceof Error ? failure : new Error(String(failure)), null);
      return;
    }
    done(null, made);
  });
  return () => clearTimeout(turn);
}

/** Takes options before the answer, or none, as the library's own functions do. */
const inPage =
  <From, T>(work: (from: From, options?: object) => T) =>
  (from: From, options: object | Done<T>, done?: Done<T>): (() => void) =>
    typeof options === 'function'
      ? later(() => work(from), options as Done<T>)
      : later(() => work(from, options), done ?? (() => undefined));

export const zip = inPage<Record<string, Bytes>, Bytes>(zipSync);
export const unzip = inPage<Bytes, Record<string, Bytes>>(unzipSync);
export const deflate = inPage<Bytes, Bytes>(deflateSync);
export const inflate = inPage<Bytes, Bytes>(inflateSync);
