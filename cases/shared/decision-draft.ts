import { renderDecisionDraft } from '../../documents/award-decision.ts';
import type { DecisionDraft } from '../../documents/types.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Unit } from '../../prisma/generated/client.ts';
import type { NomineesAsked } from './nominees.ts';
import { moneyOn, nomineesOf } from './nominees.ts';

/** Who heads a body of a kind, as he signs: what the plan does not say of bodies beside its issuer. */
const headOf: Record<string, string> = {
  province: 'Chủ tịch',
  district: 'Chủ tịch',
  commune: 'Chủ tịch',
  department: 'Giám đốc',
};

/** The issuing body as a document's header has it. */
export const issuerOf = (unit: (Unit & { parent: Unit | null }) | undefined, code: string) => ({
  parentName: unit?.parent?.name ?? '',
  name: unit?.name ?? code,
  symbol: unit?.symbol ?? '',
  place: unit?.place ?? '',
});

/** A draft of the decision by which a body awards these nominations, in the law, names and rates of `on`. */
export async function decisionDraft(
  tx: Tx,
  {
    body,
    proposedBy,
    receivers,
    ...asked
  }: NomineesAsked & Pick<DecisionDraft, 'proposedBy' | 'receivers'> & { body: string },
): Promise<Buffer> {
  const { plan, award, on } = asked;
  const unit = await tx.unit.findUnique({ where: { code: body }, include: { parent: true } });
  const position =
    plan.issuer.unit === body ? plan.issuer.signerPosition : (headOf[unit?.kind ?? ''] ?? 'Thủ trưởng');
  return renderDecisionDraft({
    issuer: issuerOf(unit ?? undefined, body),
    authority: { title: `${position} ${unit?.name ?? body}`, position },
    on,
    proposedBy,
    money: moneyOn(plan, award, on),
    receivers,
    ...(await nomineesOf(tx, asked)),
  });
}
