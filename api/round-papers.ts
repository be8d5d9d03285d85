import { z } from 'zod';
import { docxType, xlsxType } from '../domain/media-types.ts';
import { dateText, loadPlan } from '../cases/context.ts';
import { loadBodies } from '../cases/reference.ts';
import { decisionDraft } from '../cases/shared/decision-draft.ts';
import { stateOfRow } from '../cases/nomination/row.ts';
import { councilVotes, namesOn } from '../cases/shared/nominees.ts';
import { roundReport } from '../cases/round/report.ts';
import { dateOf } from '../domain/dates.ts';
import { decidedByOwnHead } from '../domain/open-acts.ts';
import { rolesAt } from '../domain/organization.ts';
import type { Units } from '../domain/organization.ts';
import { codeSchema } from '../domain/plan-schema.ts';
import { Refusal } from '../domain/problems.ts';
import type { Round } from '../prisma/generated/client.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint } from './endpoint.ts';
import { sendBytes } from './files.ts';
import { noteReading } from './readings.ts';
import { loadUnits } from './sight.ts';

const params = z.object({ id: z.uuid() });
export const roundPaperEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/rounds/{id}/report.xlsx',
      tag: 'rounds',
      summary:
        'What became of the round: by award, by unit, and each case with its reason; of one unit for it too',
      login: true,
      params,
      query: z.strictObject({ unit: codeSchema.optional() }),
      answer: { status: 200, contentType: xlsxType },
      refusals: ['not-found', 'forbidden'],
    },
    async ({ deps, person, params: { id }, query: { unit }, res }) => {
      const { round, units } = await roundFor(deps, id, person, unit);
      const { name, bytes } = await roundReport(deps.db, round, unit);
      await noteReading({ deps, person, units }, { ...readOf(round), unit, paper: 'report.xlsx' });
      return sendBytes(res, bytes, name, xlsxType);
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/rounds/{id}/decision-draft.docx',
      tag: 'rounds',
      summary:
        "A draft of the own head's decision on what now waits for it (Giấy khen), with today's law and money",
      login: true,
      params,
      query: z.strictObject({ award: codeSchema }),
      answer: { status: 200, contentType: docxType },
      refusals: ['not-found', 'forbidden', 'not-in-this-state'],
    },
    async ({ deps, person, params: { id }, query: { award }, res }) => {
      const { db } = deps;
      const { round, units } = await roundFor(deps, id, person);
      const rows = await db.nomination.findMany({
        where: { roundId: id, award, stage: 'decision' },
        include: { round: true },
        orderBy: { code: 'asc' },
      });
      const nominations = rows.filter((row) => decidedByOwnHead(stateOfRow(row)));
      if (nominations.length === 0) throw new Refusal({ cause: 'nothing-to-decide' });
      const plan = await loadPlan(db, round.movement, round.planVersion);
      const bodies = await loadBodies(db, plan);
      const on = dateOf(await deps.clock());
      const ids = nominations.map((row) => row.id);
      const nameOf = await namesOn(db, [round.leadBody], bodies, on);
      const bytes = await decisionDraft(db, {
        ...{ plan, award, nominations, bodies, on, votes: (await councilVotes(db, ids))?.votes ?? null },
        body: round.organization,
        proposedBy: nameOf(round.leadBody),
        receivers: plan.recipients.map(({ name }) => name),
      });
      await noteReading({ deps, person, units }, { ...readOf(round), paper: 'decision-draft.docx' });
      return sendBytes(
        res,
        bytes,
        `Dự thảo Quyết định ${round.code} ${dateText(round.opens)}.docx`,
        docxType,
      );
    },
  ),
];

/**
 * The round's papers name people and reasons: they are for its office, and the organization's head and auditors; what is
 * of one unit alone is for it as well.
 */
async function roundFor(
  deps: ApiDeps,
  id: string,
  person: CurrentPerson,
  unit?: string,
): Promise<{ round: Round; units: Units }> {
  const round = await deps.db.round.findUnique({ where: { id } });
  if (!round) throw new Refusal('not-found');
  const units = await loadUnits(deps);
  const isOffice = rolesAt(units, person.roles, round.leadBody, 'office-reviewer', 'office-head').length > 0;
  const isAbove = rolesAt(units, person.roles, round.organization, 'head', 'auditor').length > 0;
  const isOwn =
    unit !== undefined && rolesAt(units, person.roles, unit, 'unit-officer', 'unit-head').length > 0;
  if (!isOffice && !isAbove && !isOwn) throw new Refusal('forbidden');
  return { round, units };
}

const readOf = ({ id, organization }: Round) => ({
  path: { kind: 'award-round', id } as const,
  organization,
});
