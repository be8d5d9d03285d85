import { z } from 'zod';
import { dateText } from '../cases/context.ts';
import { roundRights } from '../cases/round/rights.ts';
import { decisionBody } from '../domain/act-bodies.ts';
import { headOf, rolesAt } from '../domain/organization.ts';
import { Refusal } from '../domain/problems.ts';
import { perform } from './acts.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint } from './endpoint.ts';
import { sendUpload } from './files.ts';
import { noteReading } from './readings.ts';
import { loadUnits, visibleTo } from './sight.ts';

const decisionAnswer = z.object({
  id: z.uuid().nullable(),
  body: z.string(),
  number: z.string(),
  decidedOn: z.string(),
  signedBy: z.string(),
  file: z.uuid().nullable(),
  /** Recorded by the office, and told to nobody until its head confirms it or the time to contest it is over. */
  awaitsHead: z.boolean(),
  /** Decided, and told to nobody until the round's `release`. */
  prepared: z.boolean(),
  awarded: z.array(z.uuid()),
  refused: z.array(z.object({ id: z.uuid(), reason: z.string() })),
  allowedActions: z.array(z.string()),
});
type DecisionRequest = z.infer<typeof decisionBody>;

export const decisionEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/decisions',
      tag: 'decisions',
      summary: "The organization's own head decides many under one number (Giấy khen): all of them, or none",
      login: true,
      roles: ['head', 'office-reviewer', 'office-head'],
      idempotent: true,
      confirmed: true,
      body: decisionBody,
      answer: { status: 200, schema: decisionAnswer },
      refusals: ['forbidden', 'own-proposal', 'own-nomination', 'approved-by-recorder', 'not-in-this-state'],
    },
    async (call) => {
      const { deps, person, body } = call;
      const units = await loadUnits(deps);
      const ids = [...body.awarded, ...body.refused.map(({ id }) => id)];
      const rows = await deps.db.nomination.findMany({
        where: { AND: [{ id: { in: ids } }, visibleTo(person, units)] },
        include: { round: true },
      });
      const pathOf = (id: string) => {
        const at = body.awarded.indexOf(id);
        return at >= 0 ? `awarded.${at}` : `refused.${body.refused.findIndex((r) => r.id === id)}.id`;
      };
      const unknown = ids.filter((id) => !rows.some((row) => row.id === id));
      if (ids.length === 0)
        throw new Refusal('invalid', [
          { path: 'awarded', message: 'Quyết định phải nêu ít nhất một hồ sơ.' },
        ]);
      if (unknown.length > 0)
        throw new Refusal(
          'invalid',
          [...new Set(unknown)].map((id) => ({ path: pathOf(id), message: 'Không có hồ sơ này.' })),
        );
      const [first] = rows;
      if (!first) throw new Refusal('forbidden');
      const { round } = first;
      const path = { kind: 'award-round', id: round.id } as const;
      return perform(call, { path, kind: 'decide', rights: roundRights, row: round, units }, () =>
        decisionView(deps, body, ids[0] ?? ''),
      );
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/decisions/{id}/file',
      tag: 'decisions',
      summary: 'The signed paper of a decision that waits for its head to confirm it, as an attachment',
      login: true,
      params: z.object({ id: z.uuid() }),
      answer: { status: 200, contentType: '*/*' },
      refusals: ['not-found'],
    },
    async ({ deps, person, params: { id }, res }) => {
      const units = await loadUnits(deps);
      const decision = await deps.db.decision.findUnique({
        where: { id },
        include: {
          items: {
            where: { contestUntil: { not: null } },
            include: { nomination: { include: { round: true } } },
          },
        },
      });
      const [round] = decision?.items.map(({ nomination }) => nomination.round) ?? [];
      const sees =
        decision &&
        round &&
        (rolesAt(units, person.roles, round.leadBody, 'office-reviewer', 'office-head').length > 0 ||
          headOf(units, person.roles, decision.body, round.organization) !== undefined);
      if (!sees || decision.uploadId === null) throw new Refusal('not-found');
      const upload = await deps.db.upload.findUniqueOrThrow({ where: { id: decision.uploadId } });
      const path = { kind: 'award-round', id: round.id } as const;
      const read = { path, organization: round.organization, documentId: upload.id };
      await noteReading({ deps, person, units }, read);
      return sendUpload(res, upload, deps.files);
    },
  ),
];

/** The decision as it was recorded over one of its nominations, or as it was asked for where there is none yet. */
async function decisionView(
  { db }: ApiDeps,
  asked: DecisionRequest,
  nominationId: string,
): Promise<z.infer<typeof decisionAnswer>> {
  const number = asked.number.normalize('NFC');
  const row = await db.decision.findFirst({
    where: { number, items: { some: { nominationId } } },
    include: { items: { orderBy: { nominationId: 'asc' } } },
  });
  const items = row?.items ?? [];
  return {
    id: row?.id ?? null,
    body: row?.body ?? '',
    number,
    decidedOn: row ? dateText(row.decidedOn) : asked.decidedOn,
    signedBy: row?.signedBy ?? asked.signedBy,
    file: row?.uploadId ?? null,
    awaitsHead: items.some(({ contestUntil }) => contestUntil !== null),
    prepared: row?.prepared ?? false,
    awarded: items.filter(({ outcome }) => outcome === 'awarded').map((item) => item.nominationId),
    refused: items
      .filter(({ outcome }) => outcome === 'refused')
      .map((item) => ({ id: item.nominationId, reason: item.reason ?? '' })),
    allowedActions: [],
  };
}
