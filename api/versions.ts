import { Refusal } from '../domain/problems.ts';

/** Holds an `If-Match` header, with or without quotes, against the version in force. */
export function requireVersion(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined) throw new Refusal('version-required');
  if (ifMatch.replace(/^W\//, '').replace(/"/g, '') !== String(version)) throw new Refusal('version-stale');
}
