import { z } from 'zod';
import { documentKindsOf } from '../cases/nomination/facts.ts';
import { keepHand, lockNomination } from '../cases/nomination/row.ts';
import { audit } from '../cases/record.ts';
import { Refusal } from '../domain/problems.ts';
import type { Tx } from '../prisma/db.ts';
import { isRepeat } from './act-rows.ts';
import { recordOnce, writeAs } from './acts.ts';
import { endpoint } from './endpoint.ts';
import { bodyOfReceived, keepUpload, refuseFullCase, sendUpload } from './files.ts';
import { noteDossierRead } from './readings.ts';
import { drafterRole, findVisible, loadUnits, notNow } from './sight.ts';
import { decisionCopy } from './views/nomination.ts';
import { standingOf } from '../cases/nomination/rights.ts';

const params = z.object({ id: z.uuid() });
const documentParams = params.extend({ documentId: z.uuid() });

export const nominationDocumentEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/nominations/{id}/documents',
      tag: 'nominations',
      summary:
        'Add a document of the dossier (multipart: kind, file); a later one of the same kind and name replaces it',
      login: true,
      idempotent: true,
      params,
      body: 'multipart',
      fields: ['kind'],
      answer: {
        status: 201,
        schema: z.object({ id: z.uuid(), kind: z.string(), name: z.string(), sha256: z.string() }),
      },
      refusals: ['not-found', 'forbidden', 'not-in-this-state', 'case-full'],
    },
    async (call) => {
      const { deps, person } = call;
      const units = await loadUnits(deps);
      const visible = await findVisible(deps.db, call.params.id, person, units);
      const mine = drafterRole(person, visible, units);
      if (!mine) throw new Refusal('forbidden');
      // Another file under the same key hears that, wherever the nomination is by now.
      if (visible.stage !== 'unit-proposal' && !(await isRepeat(call)))
        throw notNow(visible, 'amend', person, units);
      const received = await call.file();
      const { file, fields } = received;
      const kind = fields.kind ?? '';
      const kinds = await documentKindsOf(deps.db, visible);
      if (!kinds.includes(kind))
        throw new Refusal('invalid', [
          { path: 'kind', message: `Loại tài liệu phải là một trong: ${kinds.join(', ')}.` },
        ]);
      const at = await deps.clock();
      const by = mine;
      const what = {
        pathKind: 'nomination',
        pathId: visible.id,
        kind: 'document',
        body: bodyOfReceived(received),
        by,
        lock: (tx: Tx) => lockNomination(tx, visible.id),
      } as const;
      return recordOnce(call, what, async (tx) => {
        const where = { id: visible.id };
        const row = await tx.nomination.findUniqueOrThrow({ where, include: { round: true } });
        if (standingOf(row, 'amend') !== null) throw notNow(row, 'amend', person, units);
        const others = { documents: { some: { nominationId: row.id } } };
        await refuseFullCase(tx, deps.settings.limits, others, file);
        await tx.document.updateMany({
          where: { nominationId: row.id, kind, replacedAt: null, upload: { name: file.name } },
          data: { replacedAt: at },
        });
        const actor = { personId: person.id, ...by };
        const path = { kind: 'nomination', id: row.id } as const;
        await audit(tx, row.organization, at.toISOString(), actor, 'document-added', path, { kind });
        await keepHand(tx, row.id, actor, 'file-added');
        const upload = await keepUpload(tx, person, file, at);
        const { id } = await tx.document.create({
          data: { nominationId: row.id, kind, uploadId: upload.id, addedAt: at },
        });
        return { id, kind, name: file.name, sha256: file.sha256 };
      });
    },
  ),

  endpoint(
    {
      method: 'get',
      path: '/nominations/{id}/documents/{documentId}',
      tag: 'nominations',
      summary: 'A document of the dossier, as an attachment',
      login: true,
      params: documentParams,
      answer: { status: 200, contentType: '*/*' },
      refusals: ['not-found'],
    },
    async ({ deps, person, params: { id, documentId }, res }) => {
      const units = await loadUnits(deps);
      const row = await findVisible(deps.db, id, person, units);
      const document = await deps.db.document.findFirst({
        where: { id: documentId, nominationId: row.id },
        include: { upload: true },
      });
      if (!document) throw new Refusal('not-found');
      await noteDossierRead({ deps, person, units }, row, document.id);
      return sendUpload(res, document.upload, deps.files);
    },
  ),

  endpoint(
    {
      method: 'delete',
      path: '/nominations/{id}/documents/{documentId}',
      tag: 'nominations',
      summary:
        'Take a document out of the dossier while it lies with the unit; versions that were submitted keep it',
      login: true,
      params: documentParams,
      answer: { status: 204, schema: z.null() },
      refusals: ['not-found', 'forbidden', 'not-in-this-state'],
    },
    async (call) => {
      const { deps, person } = call;
      const { id, documentId } = call.params;
      const units = await loadUnits(deps);
      const visible = await findVisible(deps.db, id, person, units);
      const by = drafterRole(person, visible, units);
      if (!by) throw new Refusal('forbidden');
      const at = await deps.clock();
      const lock = (tx: Tx) => lockNomination(tx, visible.id);
      await writeAs(call, { by, lock }, async (tx) => {
        const document = await tx.document.findFirst({
          where: { id: documentId, nominationId: visible.id },
          include: { nomination: { select: { stage: true } } },
        });
        if (!document) throw new Refusal('not-found');
        // Out already: a repeat.
        if (document.replacedAt !== null) return;
        if (document.nomination.stage !== 'unit-proposal') throw notNow(visible, 'amend', person, units);
        await tx.document.update({ where: { id: documentId }, data: { replacedAt: at } });
        const path = { kind: 'nomination', id: visible.id } as const;
        const actor = { personId: person.id, ...by };
        await keepHand(tx, visible.id, actor, 'file-removed');
        const { kind } = document;
        await audit(tx, visible.organization, at.toISOString(), actor, 'document-removed', path, { kind });
      });
      return null;
    },
  ),

  endpoint(
    {
      method: 'get',
      path: '/nominations/{id}/decision',
      tag: 'nominations',
      summary: 'The copy of the decision that was handed in with it, as an attachment',
      login: true,
      params,
      answer: { status: 200, contentType: '*/*' },
      refusals: ['not-found'],
    },
    async ({ deps, person, params: { id }, res }) => {
      const units = await loadUnits(deps);
      const row = await findVisible(deps.db, id, person, units);
      const upload = await decisionCopy(deps.db, row);
      if (!upload) throw new Refusal('not-found');
      await noteDossierRead({ deps, person, units }, row, upload.id);
      return sendUpload(res, upload, deps.files);
    },
  ),
];
