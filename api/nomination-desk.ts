import { z } from 'zod';
import { linesText } from '../domain/clean-text.ts';
import { asDate, inForceOn, loadPlan } from '../cases/context.ts';
import { send } from '../cases/enquiry/ask.ts';
import { mailAssigned } from '../cases/nomination/assigned.ts';
import { nominationRights, partiesOf, grantedTo, rightTo } from '../cases/nomination/rights.ts';
import { lockNomination } from '../cases/nomination/row.ts';
import type { NominationRow } from '../cases/nomination/row.ts';
import { audit } from '../cases/record.ts';
import { granted } from '../cases/rights.ts';
import { dateOf } from '../domain/dates.ts';
import { rolesAt } from '../domain/organization.ts';
import { codeSchema, dateSchema } from '../domain/plan-schema.ts';
import { deskRoleOf, mayAct } from '../domain/permissions.ts';
import type { Holder } from '../domain/permissions.ts';
import type { RoleAt } from '../domain/roles.ts';
import type { Tx } from '../prisma/db.ts';
import { Refusal } from '../domain/problems.ts';
import { createOnce, recordOnce } from './acts.ts';

import { loadPerson } from './current-person.ts';
import { endpoint } from './endpoint.ts';
import { viewOf as enquiryOf } from './enquiries.ts';
import { noteDossierRead } from './readings.ts';
import { findVisible, loadUnits } from './sight.ts';
import { deskSchema, deskView } from './views/desk.ts';
import { enquiryAnswer } from './views/enquiry.ts';

const params = z.object({ id: z.uuid() });
const tag = 'nominations';
const deskAnswer = z.object({ desk: deskSchema.nullable() });
const invalid = (path: string, message: string) => new Refusal('invalid', [{ path, message }]);

/** Judged again as the case lies once it is held: for its desk of that stay alone. @throws Refusal */
export const onDesk = (asked: NominationRow, right: (row: NominationRow, holder: Holder) => RoleAt) => ({
  lock: (tx: Tx) => lockNomination(tx, asked.id),
  judge: async (tx: Tx, holder: Holder) => {
    const row = await tx.nomination.findUniqueOrThrow({ where: { id: asked.id }, include: { round: true } });
    right(row, holder);
    if (nominationRights.stay(row) !== nominationRights.stay(asked))
      throw new Refusal({ cause: 'case-moved' });
  },
});

/** The reviewing body's desk: who works on a case, what reviewers tell one another, whom they ask. */
export const nominationDeskEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/nominations/{id}/assignment',
      tag,
      summary:
        'Put the case on the desk of a reviewer of the step: your own where nobody has it, anybody’s by the head',
      login: true,
      idempotent: true,
      params,
      body: z.strictObject({
        /** A person; yourself unless told. */
        to: z.uuid().optional(),
      }),
      answer: { status: 200, schema: deskAnswer },
      refusals: ['not-found', 'forbidden', 'own-proposal', 'own-nomination', 'recused', 'not-in-this-state'],
    },
    async (call) => {
      const { deps, person } = call;
      const units = await loadUnits(deps);
      const row = await findVisible(deps.db, call.params.id, person, units);
      const parties = partiesOf(row);
      const now = await deps.clock();
      const by = grantedTo(rightTo('approve', person, row, units), person, row);
      const to = call.body.to ?? person.id;
      const body = parties.route[parties.step]?.body ?? null;
      const isHead = rolesAt(units, person.roles, body, 'office-head', 'head').length > 0;
      const assignee = await loadPerson(deps.db, to, now, false);
      if (!assignee || typeof mayAct('approve', assignee, parties, units) === 'string')
        throw invalid('to', 'Người này không thẩm tra được hồ sơ ở bước này.');
      const what = {
        ...({ pathKind: 'nomination', pathId: row.id, kind: 'assign', body: call.body, by } as const),
        ...onDesk(row, (locked, holder) => granted(rightTo('approve', holder, locked, units))),
      };
      return recordOnce(call, what, async (tx) => {
        const key = { nominationId: row.id, step: row.step };
        const before = await tx.deskAssignment.findUnique({ where: { nominationId_step: key } });
        // A reviewer takes what lies there; what is on another's desk only the head gives away.
        if (!isHead && (to !== person.id || (before !== null && before.personId !== person.id)))
          throw new Refusal('forbidden');
        const data = { personId: to, assignedById: person.id, at: now };
        await tx.deskAssignment.upsert({
          where: { nominationId_step: key },
          create: { ...key, ...data },
          update: data,
        });
        const path = { kind: 'nomination', id: row.id } as const;
        const actor = { personId: person.id, ...by };
        await audit(tx, row.organization, now.toISOString(), actor, 'assigned', path, { to, step: row.step });
        if (to !== person.id) await mailAssigned(tx, deps.env, row, to, now);
        return { desk: await deskView(tx, row, person, units) };
      });
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/nominations/{id}/notes',
      tag,
      summary: 'A note among the reviewers of the case; the unit never sees it',
      login: true,
      idempotent: true,
      params,
      body: z.strictObject({ text: linesText(5000) }),
      answer: { status: 201, schema: deskAnswer },
      refusals: ['not-found', 'forbidden'],
    },
    async (call) => {
      const { deps, person } = call;
      const units = await loadUnits(deps);
      const row = await findVisible(deps.db, call.params.id, person, units);
      const by = deskRoleOf(person, partiesOf(row), units);
      if (!by) throw new Refusal('forbidden');
      const { body } = call;
      const at = await deps.clock();
      const what = {
        ...({ pathKind: 'nomination', pathId: row.id, kind: 'note', body, by } as const),
        ...onDesk(row, (locked, holder) =>
          granted(deskRoleOf(holder, partiesOf(locked), units) ?? 'forbidden'),
        ),
      };
      return recordOnce(call, what, async (tx) => {
        const { unit, forId = null } = by;
        await tx.deskNote.create({
          data: { nominationId: row.id, personId: person.id, forId, unit, text: body.text, at },
        });
        const path = { kind: 'nomination', id: row.id } as const;
        const actor = { personId: person.id, ...by };
        await audit(tx, row.organization, at.toISOString(), actor, 'noted', path);
        return { desk: await deskView(tx, row, person, units) };
      });
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/nominations/{id}/opinions',
      tag,
      summary:
        'Ask another body for its opinion by a day; it answers as an enquiry, and being late blocks nothing',
      login: true,
      idempotent: true,
      params,
      body: z.strictObject({ body: codeSchema, question: linesText(5000), dueOn: dateSchema }),
      answer: { status: 201, schema: enquiryAnswer },
      refusals: ['not-found', 'forbidden', 'own-proposal', 'own-nomination', 'recused', 'not-in-this-state'],
    },
    async (call) => {
      const { deps, person, language } = call;
      const units = await loadUnits(deps);
      const row = await findVisible(deps.db, call.params.id, person, units);
      const by = grantedTo(rightTo('approve', person, row, units), person, row);
      const { body } = call;
      const at = (await deps.clock()).toISOString();
      const today = dateOf(new Date(at));
      const { route, step } = partiesOf(row);
      const fromUnit = route[step]?.body ?? by.unit;
      if (body.body === fromUnit || body.body === row.proposingUnit)
        throw invalid('body', 'Phải là cơ quan khác, không phải đơn vị đề nghị.');
      if ((await deps.db.unit.count({ where: { code: body.body, ...inForceOn(asDate(today)) } })) === 0)
        throw invalid('body', 'Không có đơn vị này vào ngày này.');
      if (body.dueOn < today) throw invalid('dueOn', 'Hạn không được ở quá khứ.');
      const { movement, planVersion, organization, roundId, code } = row;
      const plan = await loadPlan(deps.db, movement, planVersion);
      return createOnce(
        call,
        {
          ...({ pathKind: 'enquiry', kind: 'ask', body, by } as const),
          ...onDesk(row, (locked, holder) => granted(rightTo('approve', holder, locked, units))),
        },
        (tx) =>
          send(tx, deps.env, {
            lead: { plan, movement, planVersion, organization, leadBody: row.round.leadBody },
            ...{ by: { personId: person.id, ...by }, at, kind: 'opinion', fromUnit, toBody: body.body },
            ...{ dueOn: body.dueOn, roundId, nominationId: row.id, subject: code, text: body.question },
          }),
        ({ id }) => enquiryOf(deps, id, person, units, language),
      );
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/nominations/{id}/versions',
      tag,
      summary: 'The dossier as it was each time it was submitted; a document is read by its id',
      login: true,
      params,
      answer: {
        status: 200,
        schema: z.object({
          items: z.array(
            z.object({
              number: z.number().int(),
              submittedAt: z.string(),
              fields: z.record(z.string(), z.unknown()),
              documents: z.array(z.object({ id: z.uuid(), kind: z.string(), name: z.string() })),
            }),
          ),
        }),
      },
      refusals: ['not-found'],
    },
    async ({ deps, person, params: { id } }) => {
      const units = await loadUnits(deps);
      const row = await findVisible(deps.db, id, person, units);
      await noteDossierRead({ deps, person, units }, row);
      const [versions, documents] = await Promise.all([
        deps.db.dossierVersion.findMany({ where: { nominationId: row.id }, orderBy: { number: 'asc' } }),
        deps.db.document.findMany({
          where: { nominationId: row.id },
          include: { upload: true },
          orderBy: { addedAt: 'asc' },
        }),
      ]);
      return {
        items: versions.map(({ number, submittedAt, fields }) => ({
          number,
          submittedAt: submittedAt.toISOString(),
          fields: z.record(z.string(), z.unknown()).parse(fields),
          documents: documents
            .filter((d) => d.addedAt <= submittedAt && (d.replacedAt === null || d.replacedAt > submittedAt))
            .map((d) => ({ id: d.id, kind: d.kind, name: d.upload.name })),
        })),
      };
    },
  ),
];
