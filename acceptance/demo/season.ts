import type { DateText } from '../../domain/dates.ts';
import { addDays, dateOf, endOfDay } from '../../domain/dates.ts';
import type { Role } from '../../domain/roles.ts';
import type { ApiClient } from './client.ts';
import type { PlanView } from './evidence.ts';
import { evidenceFor, planOf } from './evidence.ts';
import * as story from './story.ts';
import type { As, NominationView, RoundView, SessionView, SubmissionView } from './story.ts';
import { untilFinished } from './finished.ts';

/** Whom a unit nominates. */
export interface Candidate {
  award: string;
  category: string;
  name: string;
  unit: string;
  /** The unit that proposes: the subject's own unless told. */
  proposedBy?: string;
  /** A citizen or a firm without accounts: the lead's office drafts. */
  outside?: boolean;
}

/** Where people meet the service: the demo's stage, or a test's stack. */
export interface Scene {
  as: As;
  /** The service's own time. */
  clock: () => Promise<Date>;
  /** Lives through the time until an instant, where that is still to come. */
  until: (instant: Date) => Promise<void>;
}

/** Who at which body. */
export type Post = [role: Role, unit: string];

const GUIDANCE = 'Hướng dẫn số 07/HD-TĐKT của cơ quan phụ trách công tác thi đua, khen thưởng';

/** A round under any plan, and what people do in it: the plan's own data say what a nomination needs. */
export class Season {
  /** The guidance of the round, which its papers cite. */
  readonly guidance = GUIDANCE;

  private constructor(
    private readonly scene: Scene,
    readonly plan: PlanView,
    readonly round: RoundView,
    /** The office that leads. */
    readonly lead: string,
  ) {}

  static async open(scene: Scene, movement: string, round: string, lead: string): Promise<Season> {
    const office = await scene.as('office-reviewer', lead);
    const plan = await planOf(office, movement);
    const today = dateOf(await scene.clock());
    const opened = await office.post<RoundView>('/rounds', {
      movement,
      round,
      basis: GUIDANCE,
      reason: 'Xét khen thưởng theo hướng dẫn của cơ quan phụ trách công tác thi đua, khen thưởng',
      dates: {
        opens: today,
        intakeCloses: addDays(today, 30),
        reviewBy: addDays(today, 50),
        councilBy: addDays(today, 70),
        submitBy: addDays(today, 90),
        decisionBy: addDays(today, 160),
      },
    });
    return new Season(scene, plan, story.good(opened), lead);
  }

  async today(): Promise<DateText> {
    return dateOf(await this.scene.clock());
  }

  /** The draft that a candidate asks for, as it goes over the wire. */
  draftOf({ award, category, name, unit, proposedBy, outside }: Candidate) {
    const kind = this.plan.categories.find(({ code }) => code === category)?.kind ?? 'collective';
    const { from, to } = this.plan.achievementPeriod;
    return {
      roundId: this.round.id,
      award,
      subject: {
        ...{ kind, category, name, unit },
        ...(kind === 'collective'
          ? { headcount: 20, femaleCount: 9 }
          : { gender: 'female', position: 'Chuyên viên' }),
      },
      achievement: { title: 'Thành tích trong phong trào thi đua', from, to, summary: 'Kết quả nổi bật.' },
      proposingUnit: outside ? this.lead : (proposedBy ?? unit),
      ...(outside ? { outsideProposer: { name, address: 'tỉnh Hưng Yên' } } : {}),
      evidence: evidenceFor(this.plan, category),
    };
  }

  /** Who drafts for a candidate. */
  drafter({ unit, proposedBy, outside }: Candidate): Promise<ApiClient> {
    const { as } = this.scene;
    return outside ? as('office-reviewer', this.lead) : as('unit-officer', proposedBy ?? unit);
  }

  /** A draft with its evidence, not yet its documents. */
  async draft(candidate: Candidate): Promise<NominationView> {
    const drafter = await this.drafter(candidate);
    return story.good(await drafter.post<NominationView>('/nominations', this.draftOf(candidate)));
  }

  /** The documents without which a dossier is not complete. */
  async handIn(id: string, candidate: Candidate): Promise<void> {
    const drafter = await this.drafter(candidate);
    for (const kind of (await story.look(drafter, id)).missingDocuments) {
      const file = { name: `${kind}.pdf`, bytes: story.pdf(kind) };
      story.good(await drafter.upload(`/nominations/${id}/documents`, file, { kind }));
    }
  }

  async propose(candidate: Candidate): Promise<NominationView> {
    const { id } = await this.draft(candidate);
    await this.handIn(id, candidate);
    return story.act(await this.drafter(candidate), id, 'submit');
  }

  /** A reviewing body finds met what only the unit's word stands for, and approves. `nth`: another person there. */
  async approve(ids: readonly string[], [role, unit]: Post, nth = 0): Promise<NominationView[]> {
    const reviewer = await this.scene.as(role, unit, nth);
    const approved: NominationView[] = [];
    for (const id of ids) {
      await story.arrive(reviewer, id, (view) => view.allowedActions.includes('approve'));
      const { checks, version } = await story.look(reviewer, id);
      for (const { criterion } of checks.filter(({ result }) => result === 'unverified')) {
        const finding = { result: 'met', reason: 'Đã đối chiếu với minh chứng.' };
        story.good(await reviewer.put(`/nominations/${id}/checks/${criterion}`, finding, version));
      }
      approved.push(await story.act(reviewer, id, 'approve', { note: 'Đủ điều kiện, tiêu chuẩn.' }));
    }
    return approved;
  }

  /** The council's hands, nomination by nomination, and the head's agreement with what passed. */
  async voted(
    yes: Readonly<Record<string, number>>,
    council: string,
    head: string,
    present?: number,
  ): Promise<SessionView> {
    const { as, clock } = this.scene;
    const ids = Object.keys(yes);
    const secretary = await as('council-secretary', council);
    for (const id of ids) await story.arrive(secretary, id, (view) => view.stage === 'council-vote');
    const where = { council, ...(present === undefined ? {} : { present }) };
    const { id, items } = await story.meet(as, ids, (await clock()).toISOString(), yes, where);
    const passed = items.filter(({ state }) => state === 'passed').map(({ nominationId }) => nominationId);
    return story.conclude(as, id, passed, head);
  }

  /** A tờ trình from one body to the next. */
  async sendOn(
    ids: string[],
    award: string,
    [role, unit]: Post,
    bodies: [from: string, to: string],
  ): Promise<SubmissionView> {
    const sender = await this.scene.as(role, unit);
    for (const id of ids) await story.arrive(sender, id, (view) => view.stage === 'submission');
    const sent = await story.sendOn(sender, this.round.id, ids, bodies, await this.today(), award);
    for (const id of ids) await story.arrive(sender, id, (view) => view.stage !== 'submission');
    return sent;
  }

  /** The head's decision on all of them, under one number each. */
  async decide(ids: string[], head: string, number: string): Promise<void> {
    const decider = await this.scene.as('head', head);
    const decidedOn = await this.today();
    for (const id of ids) {
      await story.arrive(decider, id, (view) => view.stage === 'decision');
      await story.act(decider, id, 'decide', {
        outcome: 'award',
        ...{ number, decidedOn, signedBy: 'Trần Tùng Chuẩn' },
      });
    }
  }

  /** What a deciding body without accounts answered, recorded by the sender from its paper. */
  async recordDecision(
    { id: submission }: SubmissionView,
    [role, unit]: Post,
    number: string,
    ids: { awarded: string[]; refused?: string[] },
  ): Promise<void> {
    const sender = await this.scene.as(role, unit);
    const decidedOn = await this.today();
    const file = await story.signedPaper(sender, number);
    story.good(
      await sender.post(`/submissions/${submission}/actions/record-decision`, {
        ...{ number, decidedOn, signedBy: 'Chủ tịch UBND tỉnh', file },
        awarded: ids.awarded,
        refused: (ids.refused ?? []).map((id) => ({ id, reason: 'Chưa đủ thành tích.' })),
      }),
    );
    for (const id of [...ids.awarded, ...(ids.refused ?? [])])
      await story.arrive(sender, id, (view) => view.outcome !== null);
  }

  /** The office head names who stands behind a step that the plan leaves open. */
  async reroute(id: string, step: number, body: string): Promise<NominationView> {
    const officeHead = await this.scene.as('office-head', this.lead);
    const reason = 'Kế hoạch không nêu cơ quan thẩm định; theo quy định của tỉnh là Sở Nội vụ.';
    return story.act(officeHead, id, 'reroute', { step, body, reason });
  }

  async look(id: string): Promise<NominationView> {
    return story.look(await this.scene.as('office-reviewer', this.lead), id);
  }

  /** Nothing more is proposed. */
  async closeIntake(): Promise<void> {
    const office = await this.scene.as('office-reviewer', this.lead);
    story.good(await office.post(`/rounds/${this.round.id}/actions/close-intake`));
  }

  async roundNow(): Promise<RoundView> {
    const office = await this.scene.as('office-reviewer', this.lead);
    return story.good(await office.get<RoundView>(`/rounds/${this.round.id}`));
  }

  /** The round once all in it is closed, and nobody could extend it any more. @throws Error where it stays open */
  async finished(): Promise<RoundView> {
    const { reopensUntil } = await this.roundNow();
    if (reopensUntil !== null) await this.scene.until(new Date(endOfDay(reopensUntil).getTime() + 3_600_000));
    return untilFinished(await this.scene.as('office-reviewer', this.lead), this.round.id);
  }
}

/** The way a nomination has gone: each step with its body; in brackets what it went past. */
export const wayOf = ({ route }: NominationView): string[] =>
  route.map(({ stage, body, passedOver }) =>
    passedOver ? `(${stage} ${passedOver.body})` : `${stage} ${body ?? '—'}`,
  );
