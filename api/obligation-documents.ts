import { z } from 'zod';
import { lockObligation, owedByOf, pathOf, stateOf, withParties } from '../cases/obligation/row.ts';
import type { ObligationRow } from '../cases/obligation/row.ts';
import { audit } from '../cases/record.ts';
import { debtorRoleOf } from '../domain/obligation.ts';
import { Refusal } from '../domain/problems.ts';
import { obligationStanding } from '../domain/standing.ts';
import type { Tx } from '../prisma/db.ts';
import { isRepeat } from './act-rows.ts';
import { recordOnce, writeAs } from './acts.ts';
import { endpoint } from './endpoint.ts';
import { bodyOfReceived, keepUpload, refuseFullCase, sendUpload } from './files.ts';
import { noteReading } from './readings.ts';
import { loadUnits } from './sight.ts';
import { actsOn, documentsSeenBy, findVisibleObligation } from './views/obligation.ts';

const params = z.object({ id: z.uuid() });
const documentParams = params.extend({ documentId: z.uuid() });

export const obligationDocumentEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/obligations/{id}/documents',
      tag: 'obligations',
      summary:
        'Add a document, to be handed in with submit (multipart: file); a later one of the same name replaces it',
      login: true,
      idempotent: true,
      params,
      body: 'multipart',
      answer: { status: 201, schema: z.object({ id: z.uuid(), name: z.string(), sha256: z.string() }) },
      refusals: ['not-found', 'forbidden', 'not-in-this-state', 'case-full'],
    },
    async (call) => {
      const { deps, person } = call;
      const units = await loadUnits(deps);
      const visible = await findVisibleObligation(deps.db, call.params.id, person, units);
      const by = debtorRoleOf(person, { owedBy: owedByOf(visible), debtor: visible.debtor }, units);
      if (!by) throw new Refusal('forbidden');
      // Another file under the same key hears that, wherever the obligation is by now.
      if (visible.state !== 'owed' && !(await isRepeat(call))) {
        const now = { units, at: await deps.clock() };
        throw standingRefusal(visible).allowing(await actsOn(deps.db, visible, person, now));
      }
      const received = await call.file();
      const { file } = received;
      const at = await deps.clock();
      const what = {
        pathKind: 'obligation',
        pathId: visible.id,
        kind: 'document',
        body: bodyOfReceived(received),
        by,
        lock: (tx: Tx) => lockObligation(tx, visible.id),
      } as const;
      return recordOnce(call, what, async (tx) => {
        const row = await tx.obligation.findUniqueOrThrow({ where: { id: visible.id } });
        if (row.state !== 'owed') throw standingRefusal(row);
        const others = { owedPapers: { some: { obligationId: row.id } } };
        await refuseFullCase(tx, deps.settings.limits, others, file);
        await tx.obligationDocument.updateMany({
          where: { obligationId: row.id, replacedAt: null, upload: { name: file.name } },
          data: { replacedAt: at },
        });
        const actor = { personId: person.id, ...by };
        await audit(tx, row.organization, at.toISOString(), actor, 'document-added', pathOf(row));
        await tx.obligation.update({ where: { id: row.id }, data: { handIds: withParties(row, actor) } });
        const upload = await keepUpload(tx, person, file, at);
        const { id } = await tx.obligationDocument.create({
          data: { obligationId: row.id, uploadId: upload.id, addedAt: at },
        });
        return { id, name: file.name, sha256: file.sha256 };
      });
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/obligations/{id}/documents/{documentId}',
      tag: 'obligations',
      summary: 'A document of it, as an attachment',
      login: true,
      params: documentParams,
      answer: { status: 200, contentType: '*/*' },
      refusals: ['not-found'],
    },
    async ({ deps, person, params: { id, documentId }, res }) => {
      const units = await loadUnits(deps);
      const row = await findVisibleObligation(deps.db, id, person, units);
      const document = documentsSeenBy(row, person, units).find((d) => d.id === documentId);
      if (!document) throw new Refusal('not-found');
      const { organization, debtor: unit } = row;
      await noteReading({ deps, person, units }, { path: pathOf(row), organization, unit, documentId });
      return sendUpload(res, document.upload, deps.files);
    },
  ),
  endpoint(
    {
      method: 'delete',
      path: '/obligations/{id}/documents/{documentId}',
      tag: 'obligations',
      summary: 'Take out a document that was not handed in',
      login: true,
      params: documentParams,
      answer: { status: 204, schema: z.null() },
      refusals: ['not-found', 'forbidden', 'not-in-this-state'],
    },
    async (call) => {
      const { deps, person } = call;
      const { id, documentId } = call.params;
      const units = await loadUnits(deps);
      const visible = await findVisibleObligation(deps.db, id, person, units);
      const by = debtorRoleOf(person, { owedBy: owedByOf(visible), debtor: visible.debtor }, units);
      if (!by) throw new Refusal('forbidden');
      const at = await deps.clock();
      const lock = (tx: Tx) => lockObligation(tx, visible.id);
      await writeAs(call, { by, lock }, async (tx) => {
        const document = await tx.obligationDocument.findFirst({
          where: { id: documentId, obligationId: visible.id },
        });
        if (!document) throw new Refusal('not-found');
        // Out already: a repeat.
        if (document.replacedAt !== null) return;
        if (document.handedInAt !== null)
          throw new Refusal(
            { cause: 'paper-handed-in', since: document.handedInAt.toISOString() },
            [],
            await actsOn(tx, visible, person, { units, at }),
          );
        await tx.obligationDocument.update({ where: { id: documentId }, data: { replacedAt: at } });
        const actor = { personId: person.id, ...by };
        const { handIds } = await tx.obligation.findUniqueOrThrow({ where: { id: visible.id } });
        const hands = { handIds: withParties({ handIds }, actor) };
        await tx.obligation.update({ where: { id: visible.id }, data: hands });
        await audit(tx, visible.organization, at.toISOString(), actor, 'document-removed', pathOf(visible));
      });
      return null;
    },
  ),
];

/** Why nothing is put into it, or taken out, where it stands. */
const standingRefusal = (row: Pick<ObligationRow, 'state' | 'enteredAt'>): Refusal =>
  new Refusal({ cause: obligationStanding[stateOf(row)], since: row.enteredAt.toISOString() });
