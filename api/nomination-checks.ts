import { z } from 'zod';
import { linesText, nameText } from '../domain/clean-text.ts';
import { loadPlan } from '../cases/context.ts';
import { sayCheck, standingOfCheck } from '../cases/nomination/checks.ts';
import type { CheckStanding, Word } from '../cases/nomination/checks.ts';
import { recorderOf, rightTo } from '../cases/nomination/rights.ts';
import { audit } from '../cases/record.ts';
import { lockNomination } from '../cases/nomination/row.ts';
import type { NominationRow } from '../cases/nomination/row.ts';
import { granted } from '../cases/rights.ts';
import type { Units } from '../domain/organization.ts';
import type { Holder } from '../domain/permissions.ts';
import { criteriaOf } from '../domain/plan.ts';
import { Refusal } from '../domain/problems.ts';
import type { RoleAt } from '../domain/roles.ts';
import type { Tx } from '../prisma/db.ts';
import { writeAs } from './acts.ts';
import { endpoint } from './endpoint.ts';
import { findVisible, loadUnits, notNow } from './sight.ts';
import { nominationAnswer } from './views/nomination-schema.ts';
import { nominationView } from './views/nomination.ts';
import { requireCheckVersion } from './versions.ts';
import { standingOf } from '../cases/nomination/rights.ts';

/** A reviewer's word on one criterion, which stands above the unit's own. */
export const nominationCheckEndpoints = [
  endpoint(
    {
      method: 'put',
      path: '/nominations/{id}/checks/{criterion}',
      tag: 'nominations',
      summary:
        "The step's reviewer says whether a criterion is met, and why; If-Match: the nomination's version and the check's own (7.2)",
      login: true,
      versioned: true,
      params: z.object({ id: z.uuid(), criterion: nameText(80) }),
      body: z.strictObject({
        result: z.enum(['met', 'unmet', 'unverified']),
        reason: linesText(2000),
      }),
      answer: { status: 200, schema: nominationAnswer },
      refusals: ['not-found', 'forbidden', 'own-proposal', 'own-nomination', 'not-in-this-state'],
    },
    async (call) => {
      const { deps, person, headers, language } = call;
      const { id, criterion } = call.params;
      const units = await loadUnits(deps);
      const at = await deps.clock();
      const row = await findVisible(deps.db, id, person, units);
      const plan = await loadPlan(deps.db, row.movement, row.planVersion);
      if (!criteriaOf(plan, row.category).some((c) => c.code === criterion)) throw new Refusal('not-found');
      const by = await checkerOf(deps.db, row, { person, units, at }).catch((refusal: unknown) => {
        const isNotNow = refusal instanceof Refusal && refusal.code === 'not-in-this-state';
        throw isNotNow ? notNow(row, 'check', person, units) : refusal;
      });
      const { body } = call;
      const lock = (tx: Tx) => lockNomination(tx, id);
      const judging = {
        ...{ by, lock },
        judge: async (tx: Tx, holder: Holder) => {
          const held = await tx.nomination.findUniqueOrThrow({ where: { id }, include: { round: true } });
          await checkerOf(tx, held, { person: holder, units, at });
        },
      };
      await writeAs(call, judging, async (tx) => {
        const { version, organization } = await tx.nomination.findUniqueOrThrow({ where: { id } });
        const standing = await standingOfCheck(tx, id, criterion);
        const word = { ...body, personId: person.id };
        // A repeat, whose first answer was lost.
        if (isSame(standing, word)) return;
        const saidAt = standing.present?.saidAt ?? null;
        requireCheckVersion(headers.ifMatch, { nomination: version, check: standing.version, saidAt });
        await sayCheck(tx, { nominationId: id, criterion }, standing, { ...word, at, saidAt: version });
        const path = { kind: 'nomination', id } as const;
        const detail = { criterion, result: body.result, version: standing.version + 1 };
        await audit(
          tx,
          organization,
          at.toISOString(),
          { personId: person.id, ...by },
          'checked',
          path,
          detail,
        );
      });
      return nominationView(deps, await findVisible(deps.db, id, person, units), person, units, language);
    },
  ),
];

/**
 * The role in which a person says whether a criterion is met: who may approve at the step; for a body without accounts the
 * office that enters what its paper says. @throws Refusal
 */
async function checkerOf(
  tx: Tx,
  row: NominationRow,
  asker: { person: Holder; units: Units; at: Date },
): Promise<RoleAt> {
  const own = rightTo('approve', asker.person, row, asker.units);
  const recorder = own === 'forbidden' ? await recorderOf(tx, row, asker) : own;
  const right = granted(typeof recorder === 'object' ? recorder : own);
  const why = standingOf(row, 'check');
  if (why !== null) throw new Refusal(why);
  return right;
}

const isSame = ({ present }: CheckStanding, { personId, result, reason }: Word): boolean =>
  present?.personId === personId && present.result === result && present.reason === reason;
