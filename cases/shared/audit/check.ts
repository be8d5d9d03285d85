import type { FileStore } from '../../../files/file-store.ts';
import type { Tx } from '../../../prisma/db.ts';
import { ballotFindings } from './ballots.ts';
import { fileFindings } from './files.ts';
import type { Finding } from './findings.ts';
import { gapFindings, missingNumbers } from './gaps.ts';
import { checkpointOf, headFindings } from './heads.ts';
import type { KeptHead } from './heads.ts';
import { rowFindings } from './rows.ts';
import { triggerFindings } from './triggers.ts';
import { verifyAudit } from './verify.ts';
import type { VerifiedChain } from './verify.ts';

export interface AuditReport {
  chains: VerifiedChain[];
  findings: Finding[];
  /** Numbers that no entry has; a deletion leaves one, and so does a transaction that was given up. */
  missingNumbers: number;
}

export interface CheckOptions {
  /** Heads kept outside the database, all of which the chains must still have. */
  kept?: readonly KeptHead[];
  /** Works the chains out from the last of the kept heads on, not from their first entry. */
  fromKept?: boolean;
  /** The files are read whole; without it they are not looked at. */
  files?: FileStore;
}

/** Holds the whole record against its seals: chains, rows, files, and what is there without what belongs to it. */
export async function checkRecord(db: Tx, options: CheckOptions = {}): Promise<AuditReport> {
  const { kept = [], fromKept = false, files } = options;
  const heads = await headFindings(db, kept);
  const chains = await verifyAudit(db, fromKept ? checkpointOf(kept) : new Map());
  const broken = chains.flatMap(({ organization, brokenAt }): Finding[] =>
    brokenAt === null ? [] : [{ code: 'chain-broken', where: `${organization} ${brokenAt}` }],
  );
  const findings = [
    ...broken,
    ...heads,
    ...(await triggerFindings(db)),
    ...(await gapFindings(db)),
    ...(await rowFindings(db)),
    ...(await ballotFindings(db)),
    ...(files ? await fileFindings(db, files) : []),
  ];
  return { chains, findings, missingNumbers: await missingNumbers(db) };
}
