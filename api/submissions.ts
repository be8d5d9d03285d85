import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { nameText } from '../domain/clean-text.ts';
import { paperMissing } from '../cases/shared/papers.ts';
import { draftSubmission } from '../cases/submission/draft.ts';
import type { PaperName } from '../cases/submission/papers.ts';
import { paperName, papers, renderPaper } from '../cases/submission/papers.ts';
import { submissionRights } from '../cases/submission/rights.ts';
import { pathOf, submissionInclude } from '../cases/submission/row.ts';
import type { SubmissionRow } from '../cases/submission/row.ts';
import { onBehalfSchema, submissionBodies } from '../domain/act-bodies.ts';
import type { SubmissionAct } from '../domain/act-bodies.ts';
import { dateOf } from '../domain/dates.ts';
import type { Units } from '../domain/organization.ts';
import { codeSchema, dateSchema } from '../domain/plan-schema.ts';
import { Refusal } from '../domain/problems.ts';
import type { RoleAt } from '../domain/roles.ts';
import { roleOnBehalf, senderRoleOf, submissionStates } from '../domain/submission.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { createOnce, perform } from './acts.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint } from './endpoint.ts';
import { sendBytes, sendUpload } from './files.ts';
import { creation, pageOf, rowId, sortParam } from './keyset.ts';
import type { Sorting } from './keyset.ts';
import { listOf, listQuery } from './lists.ts';
import { hasAccounts } from './on-behalf.ts';
import { noteReading } from './readings.ts';
import { loadUnits } from './sight.ts';
import {
  findVisibleSubmission,
  paperSent,
  submissionAnswer,
  submissionSummary,
  submissionSummarySchema,
  submissionsListedFor,
  submissionView,
} from './views/submission.ts';

const submissionRequest = z.strictObject({
  roundId: z.uuid(),
  award: codeSchema,
  fromBody: codeSchema,
  toBody: codeSchema,
  nominationIds: z.array(z.uuid()).min(1).max(500),
  number: nameText(80),
  signedBy: nameText(200),
  signedOn: dateSchema,
  onBehalf: onBehalfSchema.optional(),
});
const params = z.object({ id: z.uuid() });

const summaries: Record<SubmissionAct, string> = {
  dispatch: 'Send the tờ trình to the next body; nominations on hold stay behind',
  'record-receipt': "The receiving body's number and date of arrival",
  'record-answer': 'The paper by which a body without accounts appraised, item by item',
  'record-decision': "The deciding body's paper; what it does not name stays open",
};

const sorting: Sorting<
  Prisma.SubmissionWhereInput,
  Prisma.SubmissionOrderByWithRelationInput,
  SubmissionRow
> = {
  first: '-createdAt',
  id: rowId,
  keys: {
    createdAt: creation,
    number: { is: 'text', at: <T>(number: T) => ({ number }), of: ({ number }) => number },
    signedOn: { is: 'moment', at: <T>(signedOn: T) => ({ signedOn }), of: ({ signedOn }) => signedOn },
  },
};

export const submissionEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/submissions',
      tag: 'submissions',
      summary: 'Draft a tờ trình; its workflow starts with it',
      login: true,
      roles: ['office-reviewer', 'office-head', 'appraiser'],
      idempotent: true,
      body: submissionRequest,
      answer: { status: 201, schema: submissionAnswer },
      refusals: ['forbidden', 'body-acts-itself'],
    },
    async (call) => {
      const { deps, person, body, language } = call;
      const units = await loadUnits(deps);
      const by = await drafterOf(deps, body, person, units);
      const id = randomUUID();
      const at = (await deps.clock()).toISOString();
      return createOnce(
        call,
        { pathKind: 'submission', kind: 'draft', body, by },
        (tx) => draftSubmission(tx, { id, draft: body, by: { personId: person.id, ...by }, at }),
        ({ id: created }) => viewOf(deps, created, person, units, language),
      );
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/submissions',
      tag: 'submissions',
      summary: 'The submissions you may see',
      login: true,
      query: listQuery.extend({
        round: z.uuid().optional(),
        award: codeSchema.optional(),
        state: z.enum(submissionStates).optional(),
        fromBody: codeSchema.optional(),
        toBody: codeSchema.optional(),
        sort: sortParam(sorting),
      }),
      answer: { status: 200, schema: listOf(submissionSummarySchema) },
    },
    async ({ deps: { db, clock }, person, query: { round, award, state, fromBody, toBody, ...page } }) => {
      const seen = await submissionsListedFor(db, person, await loadUnits({ db, clock }));
      const where: Prisma.SubmissionWhereInput = {
        AND: [seen],
        ...(round && { roundId: round }),
        ...(award && { award }),
        ...(state && { state }),
        ...(fromBody && { fromBody }),
        ...(toBody && { toBody }),
      };
      const include = submissionInclude;
      const { items, ...rest } = await pageOf(page, sorting, {
        count: () => db.submission.count({ where }),
        find: ({ after, ...part }) =>
          db.submission.findMany({ where: { AND: [where, after] }, include, ...part }),
        one: (id) => db.submission.findFirst({ where: { AND: [seen, { id }] }, include }),
      });
      return { ...rest, items: items.map(submissionSummary) };
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/submissions/{id}',
      tag: 'submissions',
      summary: 'One submission: what it holds, where it is and what you may do',
      login: true,
      params,
      answer: { status: 200, schema: submissionAnswer },
      refusals: ['not-found'],
    },
    async ({ deps, person, params: { id }, language }) =>
      viewOf(deps, id, person, await loadUnits(deps), language),
  ),
  ...(Object.keys(papers) as PaperName[]).map((paper) =>
    endpoint(
      {
        method: 'get',
        path: `/submissions/{id}/${paper}`,
        tag: 'submissions',
        summary: papers[paper].summary,
        login: true,
        params,
        answer: { status: 200, contentType: papers[paper].type },
        refusals: ['not-found', 'not-in-this-state'],
      },
      async ({ deps, person, params: { id }, res }) => {
        const units = await loadUnits(deps);
        const row = await findVisibleSubmission(deps.db, id, person, units);
        const uploadId = await paperSent(deps.db, row, paper);
        const note = () =>
          noteReading({ deps, person, units }, { path: pathOf(row), organization: row.organization, paper });
        if (uploadId) {
          await note();
          const upload = await deps.db.upload.findUniqueOrThrow({ where: { id: uploadId } });
          return sendUpload(res, upload, deps.files);
        }
        const bytes = await renderPaper(deps.db, paper, row, dateOf(await deps.clock()));
        await note();
        return sendBytes(res, bytes, paperName(paper, row), papers[paper].type);
      },
    ),
  ),
  ...(Object.keys(submissionBodies) as SubmissionAct[]).map((act) =>
    endpoint(
      {
        method: 'post',
        path: `/submissions/{id}/actions/${act}`,
        tag: 'submissions',
        summary: summaries[act],
        login: true,
        idempotent: true,
        confirmed: act === 'record-decision',
        params,
        body: submissionBodies[act],
        answer: { status: 200, schema: submissionAnswer },
        refusals: [
          ...(['not-found', 'forbidden', 'own-proposal', 'own-nomination', 'body-acts-itself'] as const),
          ...(['not-in-this-state'] as const),
          ...(act === 'record-decision' ? (['approved-by-recorder'] as const) : []),
        ],
      },
      async (call) => {
        const { deps, person, language } = call;
        const { id } = call.params;
        const units = await loadUnits(deps);
        const row = await findVisibleSubmission(deps.db, id, person, units);
        const path = { kind: 'submission', id } as const;
        return perform(call, { path, kind: act, rights: submissionRights, row, units }, () =>
          viewOf(deps, id, person, units, language),
        );
      },
    ),
  ),
];

/** In which role the caller drafts it: for the sender, or from its paper for one without accounts. */
async function drafterOf(
  deps: ApiDeps,
  { roundId, fromBody, onBehalf }: z.infer<typeof submissionRequest>,
  person: CurrentPerson,
  units: Units,
): Promise<RoleAt> {
  const round = await deps.db.round.findUnique({ where: { id: roundId } });
  if (!round) throw new Refusal('invalid', [{ path: 'roundId', message: 'Không có đợt xét này.' }]);
  const { leadBody, organization } = round;
  const own = senderRoleOf(person, { fromBody, leadBody, organization }, units);
  if (own && !onBehalf) return own;
  const fromHasAccounts = await hasAccounts(deps, fromBody, units);
  const recorder = roleOnBehalf(person, { leadBody, fromHasAccounts }, units);
  if (typeof recorder === 'string') throw new Refusal(onBehalf ? recorder : 'forbidden');
  if (!onBehalf) throw paperMissing();
  return recorder;
}

async function viewOf(deps: ApiDeps, id: string, person: CurrentPerson, units: Units, language: 'vi' | 'en') {
  return submissionView(
    deps,
    await findVisibleSubmission(deps.db, id, person, units),
    person,
    units,
    language,
  );
}
