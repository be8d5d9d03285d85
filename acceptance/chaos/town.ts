import { readFileSync } from 'node:fs';
import path from 'node:path';
import { addDays } from '../../domain/dates.ts';
import type { DateText } from '../../domain/dates.ts';
import type { Role } from '../../domain/roles.ts';
import { ApiClient } from '../demo/client.ts';
import type { NominationView, RoundView } from '../demo/story.ts';
import { DEPARTMENT, good, LEAD, MOVEMENT, pdf } from '../demo/story.ts';
import type { DemoAccount } from '../../scripts/demo-accounts.ts';
import { Chance } from './chance.ts';
import type { Intention } from './intentions.ts';
import { Ledger } from './ledger.ts';
import { Stubborn, TurnedAway } from './stubborn.ts';

export interface Summary {
  id: string;
  roundId: string;
  award: string;
  stage: string;
  onHold: boolean;
}

/** What the scripted people have in common: who is there, the rounds that are open, and what they want with each case. */
export class Town {
  readonly ledger = new Ledger();
  /** What is wanted with each nomination that is there. */
  readonly cases = new Map<string, Intention>();
  /** Sessions that members have been called to vote in. */
  readonly voting = new Set<string>();
  /** Who is not let in just now, by user name. */
  readonly lockedOut = new Set<string>();
  /** Who has just been lent somebody's role. */
  readonly standingIn = new Set<string>();
  /** The round that takes proposals. */
  round = '';
  /** As the clock was last moved to; what is written bears it. */
  today: DateText = '';
  private readonly tired = new AbortController();
  private papers = 0;

  constructor(
    readonly seed: number,
    private readonly baseUrl: string,
    private readonly accounts: readonly DemoAccount[],
  ) {}

  holders(role: Role, unit: string): DemoAccount[] {
    return this.accounts.filter((account) => account.roles.some((r) => r.role === role && r.unit === unit));
  }

  /** Units of the Sở that propose. */
  get units(): string[] {
    return this.accounts
      .filter(({ organization }) => organization === DEPARTMENT)
      .flatMap(({ roles }) => roles.filter(({ role }) => role === 'unit-officer').map(({ unit }) => unit));
  }

  /** Logged in. */
  client(account: DemoAccount): Promise<Stubborn> {
    const chance = new Chance(this.seed, `${account.username}:clicks`);
    const isLockedOut = () => this.lockedOut.has(account.username);
    const { baseUrl, ledger, tired } = this;
    return new Stubborn(baseUrl, account, { chance, ledger, tired: tired.signal, isLockedOut }).login();
  }

  async as(role: Role, unit: string): Promise<Stubborn> {
    const [account] = this.holders(role, unit);
    if (!account) throw new Error(`no account holds ${role} at ${unit}`);
    return this.client(account);
  }

  /** Who stands in for reviewers: looks on, and holds no role by which to act. */
  get standIn(): DemoAccount {
    const [account] = this.holders('auditor', DEPARTMENT);
    if (!account) throw new Error('no account holds auditor');
    return account;
  }

  /** In no hurry: what takes long is not asked for again meanwhile. */
  administrator(): Promise<ApiClient> {
    const [account] = this.holders('administrator', DEPARTMENT);
    if (!account) throw new Error('no account holds administrator');
    return new ApiClient(this.baseUrl, account).login();
  }

  intentionFor(id: string): Intention {
    const intention = this.cases.get(id);
    if (!intention) throw new Error('a nomination that nobody has made');
    return intention;
  }

  /** A number that no other paper of the year has. */
  paperNumber(kind: string): string {
    this.papers += 1;
    return `${this.papers}/${kind}`;
  }

  /** Nobody asks again any more. */
  giveUp(): void {
    this.tired.abort();
  }

  /** With quotas under which many go the whole way; collectives keep theirs, so that there is a cut. */
  async fileGenerousPlan(): Promise<void> {
    const admin = await this.administrator();
    const file = path.resolve(import.meta.dirname, '..', '..', 'movements', `${MOVEMENT}.yaml`);
    const yaml = readFileSync(file, 'utf8').replace(
      /(kinds: \[individual\]\n\s+min: \d+\n\s+max: )\d+/g,
      (_, before: string) => `${before}500`,
    );
    good(await admin.file(`/movements/${MOVEMENT}`, yaml, 1));
  }

  /** A round whose dates come soon, so that each passes while there is something to pass over. */
  async openRound(today: DateText): Promise<void> {
    this.today = today;
    const office = await this.as('office-reviewer', LEAD);
    const on = (days: number) => addDays(today, days);
    const { id } = good(
      await office.post<RoundView>('/rounds', {
        ...{
          movement: MOVEMENT,
          round: 'tong-ket-2025',
          reason: 'Tổng kết phong trào theo hướng dẫn của Sở Nội vụ',
        },
        dates: {
          ...{ opens: today, intakeCloses: on(1), reviewBy: on(3), councilBy: on(5) },
          ...{ submitBy: on(8), decisionBy: on(12) },
        },
      }),
    );
    this.round = id;
  }
}

/** What somebody sees of the nominations at a stage, the first hundred of them. */
export async function seen(client: Stubborn, query: string): Promise<Summary[]> {
  const { status, body } = await client.get<{ items: Summary[] }>(`/nominations?limit=100&${query}`);
  return status === 200 ? body.items : [];
}

export async function look(client: Stubborn, id: string): Promise<NominationView | null> {
  const { status, body } = await client.get<NominationView>(`/nominations/${id}`);
  return status === 200 ? body : null;
}

/** A paper that an act names. @throws TurnedAway */
export async function paper(client: Stubborn): Promise<string> {
  const file = { name: 'van-ban.pdf', bytes: pdf('văn bản') };
  const answer = await client.upload<{ id: string }>('/files', file);
  if (answer.status === 401 || answer.status === 403) throw new TurnedAway();
  return good(answer).id;
}
