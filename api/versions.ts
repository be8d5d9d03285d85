import { Refusal } from '../domain/problems.ts';

/** Holds an `If-Match` header, with or without quotes, against the version in force. */
export function requireVersion(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined) throw new Refusal('version-required');
  if (tagOf(ifMatch) !== String(version)) throw new Refusal('version-stale');
}

/** The same where `If-None-Match: *` stands for what is not there yet, whose version is 0. */
export function requireOrNew(
  { ifMatch, ifNoneMatch }: { ifMatch: string | undefined; ifNoneMatch: string | undefined },
  version: number,
): void {
  if (ifNoneMatch !== '*') requireVersion(ifMatch, version);
  else if (version > 0) throw new Refusal('version-stale');
}

/**
 * Holds an `If-Match` header against a check: `7.2` is the nomination's version and the check's own, so that reviewers of
 * different criteria don't stand in one another's way. `7` alone is good as long as nothing was said of the criterion at that version.
 */
export function requireCheckVersion(
  ifMatch: string | undefined,
  { nomination, check, saidAt }: { nomination: number; check: number; saidAt: number | null },
): void {
  if (ifMatch === undefined) throw new Refusal('version-required');
  const accepted = [`${nomination}.${check}`, ...(saidAt === nomination ? [] : [String(nomination)])];
  if (!accepted.includes(tagOf(ifMatch))) throw new Refusal('version-stale');
}

const tagOf = (ifMatch: string): string => ifMatch.replace(/^W\//, '').replace(/"/g, '');
