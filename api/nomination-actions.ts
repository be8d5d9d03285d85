import { z } from 'zod';
import { nominationBodies, onBehalfSchema } from '../domain/act-bodies.ts';
import type { Units } from '../domain/organization.ts';
import { mayAct } from '../domain/permissions.ts';
import type { ProblemCode } from '../domain/problems.ts';
import { Refusal } from '../domain/problems.ts';
import type { RoleAt } from '../domain/roles.ts';
import { nominationActs } from '../domain/stages.ts';
import type { NominationAct } from '../domain/stages.ts';
import type { Words } from '../domain/texts.ts';
import { openActs } from '../domain/nomination.ts';
import { stateOfRow } from '../activities/nomination/row.ts';
import type { NominationRow } from '../activities/nomination/row.ts';
import type { ActCall } from './acts.ts';
import { perform } from './acts.ts';
import type { CurrentPerson } from './current-person.ts';
import { endpoint } from './endpoint.ts';
import type { Language } from './endpoint.ts';
import { officeOf, onPaper, paperActs, paperMissing, recorderOf } from './on-behalf.ts';
import { findVisible, loadUnits, partiesOf, refusalOf } from './sight.ts';
import { nominationAnswer } from './views/nomination-schema.ts';
import { nominationView } from './views/nomination.ts';

const summaries: Record<NominationAct, string> = {
  submit: 'The unit submits its proposal, or what it has amended',
  withdraw: 'The unit takes its proposal back',
  approve: "The step's reviewer agrees: on to the next step",
  return: 'Back to the unit, with a deadline to amend',
  reject: "The step's reviewer refuses",
  hold: 'The clock stands still while a matter is clarified (NĐ 152/2025 Đ4.4)',
  release: 'The matter is cleared: the clock goes on',
  extend: 'A later due date for the present step',
  reroute: 'Another body for a step that is still to come, or that waits without one',
  decide: "The organization's own head decides (Giấy khen)",
};

/** One endpoint for each act, so that each has its own body in the OpenAPI document. */
export const nominationActionEndpoints = nominationActs.map((act) =>
  endpoint(
    {
      method: 'post',
      path: `/nominations/{id}/actions/${act}`,
      tag: 'nominations',
      summary: summaries[act],
      login: true,
      idempotent: true,
      confirmed: act === 'decide',
      params: z.object({ id: z.uuid() }),
      body: nominationBodies[act],
      answer: { status: 200, schema: nominationAnswer },
      refusals: [
        ...(['not-found', 'forbidden', 'own-proposal', 'recused', 'not-in-this-state', 'on-hold'] as const),
        ...(act === 'decide' ? (['approved-by-recorder'] as const) : []),
      ],
    },
    async (call) => {
      const { deps, person, language } = call;
      const units = await loadUnits(deps.db);
      const row = await findVisible(deps.db, call.params.id, person, units);
      const view = async () => {
        const where = { id: row.id };
        const after = await deps.db.nomination.findUniqueOrThrow({ where, include: { round: true } });
        return nominationView(deps, after, person, units, language);
      };
      const right = () => rightOf(call, act, row, units);
      try {
        return await perform(call, { path: { kind: 'nomination', id: row.id }, kind: act, right }, view);
      } catch (failure) {
        if (
          failure instanceof Refusal &&
          (failure.code === 'not-admissible' || failure.code === 'checks-block')
        )
          throw inWords(failure, (await view()).findings, language);
        throw failure;
      }
    },
  ),
);

/** Only codes travel through Temporal; the findings have the words for them, in the caller's language. */
function inWords(
  refusal: Refusal,
  findings: { rule: string; code: string; message: string }[],
  language: Language,
): Refusal {
  return new Refusal(
    refusal.code,
    refusal.errors.map(({ path, message: code }) => {
      const [rule, blocking] = path.split('.');
      const found = findings.find((finding) =>
        rule === 'checks' ? finding.rule === blocking : finding.rule === rule && finding.code === code,
      );
      return { path, message: found?.message ?? blockingWords[code]?.[language] ?? code };
    }),
    refusal.allowedActions,
  );
}

/** Of criteria, which are no findings: whether the plan lets a reviewer pass over them. */
const blockingWords: Record<string, Words> = {
  overridable: {
    vi: 'Chưa được xác nhận đạt: ghi kết quả thẩm tra, hoặc nêu lý do cho qua.',
    en: 'Not found to be met: record a check, or give a reason to pass over it.',
  },
  binding: {
    vi: 'Chưa được xác nhận đạt; kế hoạch không cho bỏ qua.',
    en: 'Not found to be met; the plan lets nobody pass over it.',
  },
};

/** The role in which the caller may do it. @throws Refusal, in the order of docs/decisions.md */
async function rightOf(call: ActCall, act: NominationAct, row: NominationRow, units: Units): Promise<RoleAt> {
  const { deps, person } = call;
  const right = rightTo(act, person, row, units);
  const office = onPaper.includes(act) ? officeOf(person, row, units) : undefined;
  if (typeof right === 'string' && right !== 'not-in-this-state' && !(right === 'forbidden' && office))
    throw refusalOf(right, person, row);
  const { onBehalf } = paperSchema.parse(call.body);
  if (onBehalf) {
    if (!office) throw new Refusal(typeof right === 'string' ? right : 'body-acts-itself');
    const recorder = await recorderOf(deps, person, row, units);
    if (typeof recorder === 'string') throw refusalOf(recorder, person, row);
    return recorder;
  }
  if (typeof right === 'object') return right;
  // What a body without accounts answered is recorded from its paper alone.
  if (office && (await paperActs(deps, person, row, units)).includes(act)) throw paperMissing();
  throw new Refusal(right);
}

/** A person's role for an act, or why not: who could do it where it belongs, but not now, hears of the state. */
export function rightTo(
  act: NominationAct,
  person: CurrentPerson,
  row: NominationRow,
  units: Units,
): RoleAt | ProblemCode {
  const right = mayAct(act, person, partiesOf(row), units);
  const notNow = !openActs(stateOfRow(row)).includes(act) && holdsSomewhere(act, row, person, units);
  return right === 'forbidden' && notNow ? 'not-in-this-state' : right;
}

const paperSchema = z.object({ onBehalf: onBehalfSchema.optional() });

/** Whether the act would be the person's at some step of this route. */
function holdsSomewhere(
  act: NominationAct,
  row: NominationRow,
  person: CurrentPerson,
  units: Units,
): boolean {
  const parties = partiesOf(row);
  return parties.route.some(
    (step, i) => typeof mayAct(act, person, { ...parties, stage: step.stage, step: i }, units) === 'object',
  );
}
