import { z } from 'zod';
import { nominationRights } from '../cases/nomination/rights.ts';
import { nominationBodies } from '../domain/act-bodies.ts';
import { Refusal } from '../domain/problems.ts';
import { nominationActs } from '../domain/stages.ts';
import type { NominationAct } from '../domain/stages.ts';
import type { Words } from '../domain/texts.ts';
import { perform } from './acts.ts';
import { endpoint } from './endpoint.ts';
import type { Language } from './endpoint.ts';
import { findVisible, loadUnits } from './sight.ts';
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
        ...([
          'not-found',
          'forbidden',
          'own-proposal',
          'own-nomination',
          'recused',
          'not-in-this-state',
          'on-hold',
        ] as const),
        ...(act === 'decide' ? (['approved-by-recorder'] as const) : []),
      ],
    },
    async (call) => {
      const { deps, person, language } = call;
      const units = await loadUnits(deps);
      const row = await findVisible(deps.db, call.params.id, person, units);
      const view = async () => {
        const where = { id: row.id };
        const after = await deps.db.nomination.findUniqueOrThrow({ where, include: { round: true } });
        return nominationView(deps, after, person, units, language);
      };
      const path = { kind: 'nomination', id: row.id } as const;
      try {
        return await perform(call, { path, kind: act, rights: nominationRights, row, units }, view);
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
  return refusal.saying(
    refusal.errors.map(({ path, message: code }) => {
      const [rule, blocking] = path.split('.');
      const found = findings.find((finding) =>
        rule === 'checks' ? finding.rule === blocking : finding.rule === rule && finding.code === code,
      );
      return { path, message: found?.message ?? blockingWords[code]?.[language] ?? code };
    }),
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
