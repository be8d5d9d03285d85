import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ApiClient } from './client.ts';
import type { Stage } from './stage.ts';

const ofSession = ['minutes.docx', 'tally.docx'];
const ofSubmission = ['proposal.docx', 'list.docx', 'list.xlsx', 'summary.docx', 'decision-draft.docx'];

/** Every paper that the service draws, written to a folder for people to look at. */
export class Papers {
  private count = 0;

  constructor(
    private readonly stage: Stage,
    readonly folder: string,
  ) {
    mkdirSync(folder, { recursive: true });
  }

  ofSession = (client: ApiClient, id: string, name: string) =>
    this.fetch(client, `/council-sessions/${id}`, ofSession, name);
  ofSubmission = (client: ApiClient, id: string, name: string) =>
    this.fetch(client, `/submissions/${id}`, ofSubmission, name);
  /** Its closing report. */
  ofRound = (client: ApiClient, id: string, name: string) =>
    this.fetch(client, `/rounds/${id}`, ['report.xlsx'], name);
  /** What the organization's own head is asked to sign. */
  ofOwnDecision = (client: ApiClient, roundId: string, award: string, name: string) =>
    this.fetch(client, `/rounds/${roundId}`, [`decision-draft.docx?award=${award}`], name);

  /** How many were written. */
  get written(): number {
    return this.count;
  }

  private async fetch(client: ApiClient, of: string, papers: readonly string[], name: string): Promise<void> {
    for (const paper of papers) {
      const { status, bytes } = await client.download(`${of}/${paper}`);
      const isOffice = bytes.subarray(0, 2).toString() === 'PK';
      this.stage.check(`${paper} of ${name}`, status === 200 && isOffice, `${status}`);
      if (!isOffice) continue;
      writeFileSync(path.join(this.folder, `${name}-${paper.split('?')[0] ?? ''}`), bytes);
      this.count += 1;
    }
  }
}
