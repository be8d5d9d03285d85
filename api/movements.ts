import { z } from 'zod';
import { loadPlan } from '../cases/context.ts';
import { sha256Of } from '../cases/shared/file-plan.ts';
import { planReference } from '../cases/shared/nominees.ts';
import { choicesIn, evidenceSchema } from '../domain/criteria.ts';
import { criteriaOf } from '../domain/plan.ts';
import type { Plan } from '../domain/plan-schema.ts';
import { codeSchema, criterionTypes, planSchema, subjectKindSchema } from '../domain/plan-schema.ts';
import { Refusal } from '../domain/problems.ts';
import { groupsIn } from '../domain/rankings.ts';
import { endpoint } from './endpoint.ts';
import { listOf, listQuery, pageOfAll } from './lists.ts';

const summarySchema = z.object({
  code: z.string(),
  version: z.number().int(),
  title: z.string(),
  issuer: z.string(),
  /** The plan as papers cite it. */
  reference: z.string(),
  period: z.object({ from: z.string(), to: z.string() }),
  awards: z.array(z.object({ code: z.string(), name: z.string() })),
  rounds: z.array(z.object({ code: z.string(), name: z.string(), awards: z.array(z.string()) })),
});

const versionQuery = z.strictObject({ version: z.coerce.number().int().min(1).max(1_000_000).optional() });
const sourceSchema = z.object({
  code: z.string(),
  version: z.number().int(),
  filedAt: z.string(),
  /** Null: by the service, with its first data. */
  filedBy: z.uuid().nullable(),
  /** Null for what was filed before it was kept. */
  source: z.string().nullable(),
  sha256: z.string().nullable(),
});

const span = z.looseObject({ from: z.string(), to: z.string() });
/** What clients draft and read nominations by; the rest of the plan stands beside it as it was filed. */
const planAnswer = z.looseObject({
  code: z.string(),
  version: z.number().int(),
  title: z.string(),
  issuer: z.looseObject({ unit: z.string(), name: z.string() }),
  period: span,
  achievementPeriod: span,
  lead: z.looseObject({ body: z.string() }),
  bodies: z.record(z.string(), z.looseObject({ name: z.string(), unit: z.string().optional() })),
  awards: z.array(
    z.looseObject({
      code: z.string(),
      name: z.string(),
      form: z.string(),
      decidedBy: z.enum(['own-head', 'submission']),
      categories: z.array(z.string()),
    }),
  ),
  categories: z.array(
    z.looseObject({
      code: z.string(),
      name: z.string(),
      kind: subjectKindSchema,
      belongsTo: z.enum(['organization', 'outside', 'anyone']),
      unitKinds: z.array(z.string()),
    }),
  ),
  rounds: z.array(z.looseObject({ code: z.string(), name: z.string(), awards: z.array(z.string()) })),
  rankings: z.array(
    z.looseObject({
      set: z.string(),
      name: z.string(),
      groups: z
        .array(
          z.object({ group: z.string(), name: z.string().nullable(), within: z.enum(['all', 'parent']) }),
        )
        .meta({ description: 'Whose tables count; `parent`: one for each unit above, as `group/unit`' }),
    }),
  ),
  obligations: z.array(z.looseObject({ code: z.string(), name: z.string() })),
  documents: z.array(
    z.looseObject({
      code: z.string(),
      name: z.string(),
      required: z.boolean(),
      whenClaimed: z.array(z.string()).optional(),
      awards: z.array(z.string()),
      categories: z.array(z.string()),
    }),
  ),
  criteriaByCategory: z.record(
    z.string(),
    z.array(
      z.looseObject({
        code: z.string(),
        type: z.enum(criterionTypes),
        text: z.string(),
        quote: z.string().optional(),
        section: z.string().optional(),
        choice: z
          .number()
          .int()
          .nullable()
          .meta({ description: 'Of criteria with the same number one is enough; null: has to be met' }),
        evidence: z.unknown().meta({ description: 'The JSON Schema of the evidence it takes' }),
      }),
    ),
  ),
  deadlines: z.array(z.looseObject({ award: z.string(), categories: z.array(z.string()) })),
});

export const movementEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/movements',
      tag: 'movements',
      summary: 'The emulation movements',
      login: true,
      query: listQuery,
      answer: { status: 200, schema: listOf(summarySchema) },
    },
    async ({ deps, query }) => {
      const rows = await deps.db.movement.findMany();
      const items = await Promise.all(
        rows.map(async ({ code, current }) => {
          const plan = await loadPlan(deps.db, code, current);
          const rounds = plan.rounds.map(({ code: round, name, awards }) => ({ code: round, name, awards }));
          const { from, to } = plan.period;
          return {
            code,
            version: current,
            title: plan.title,
            issuer: plan.issuer.unit,
            reference: planReference(plan),
            awards: plan.awards.map(({ code: award, name }) => ({ code: award, name })),
            period: { from, to },
            rounds,
          };
        }),
      );
      return pageOfAll(query, items, ({ code }) => code);
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/movements/{code}',
      tag: 'movements',
      summary: 'A plan as data, with a JSON Schema of the evidence each criterion takes',
      login: true,
      params: z.object({ code: codeSchema }),
      query: versionQuery,
      answer: { status: 200, schema: planAnswer },
      refusals: ['not-found'],
    },
    async ({ deps, params: { code }, query }) => {
      const movement = await deps.db.movement.findUnique({ where: { code } });
      if (!movement) throw new Refusal('not-found');
      const version = query.version ?? movement.current;
      const plan = await loadPlan(deps.db, code, version);
      return {
        ...plan,
        version,
        rankings: (plan.rankings ?? []).map((ranking) => ({
          ...ranking,
          groups: groupsIn(plan, ranking.set),
        })),
        criteriaByCategory: Object.fromEntries(
          plan.categories.map(({ code: category }) => [category, criteriaView(plan, category)]),
        ),
        deadlines: plan.routes.map(({ award, categories, steps }) => ({
          award,
          categories,
          steps: steps.map(({ stage, body, deadline }) => ({ stage, body, deadline })),
        })),
      };
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/movements/{code}/source',
      tag: 'movements',
      summary: 'The file of a plan as it was sent, which can be filed again, and who filed it',
      login: true,
      roles: ['administrator', 'auditor'],
      params: z.object({ code: codeSchema }),
      query: versionQuery,
      answer: { status: 200, schema: sourceSchema },
      refusals: ['not-found'],
    },
    async ({ deps, params: { code }, query }) => {
      const { version } = query;
      const filed = await deps.db.movementVersion.findFirst({
        where: { code, ...(version !== undefined && { version }) },
        orderBy: { version: 'desc' },
      });
      if (!filed) throw new Refusal('not-found');
      const { filedAt, filedById, source } = filed;
      return {
        ...{ code, version: filed.version, filedAt: filedAt.toISOString(), filedBy: filedById, source },
        sha256: source === null ? null : sha256Of(source),
      };
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/schemas/movement.json',
      tag: 'movements',
      summary: 'The JSON Schema of a plan',
      login: false,
      answer: { status: 200, schema: z.looseObject({}) },
    },
    () => Promise.resolve(z.toJSONSchema(planSchema, { unrepresentable: 'any', io: 'input' })),
  ),
];

/** The criteria of a category, flat and in order, each with the evidence that it takes. */
function criteriaView(plan: Plan, category: string) {
  const tree = plan.criteria[category];
  const choices = tree ? choicesIn(tree) : null;
  return criteriaOf(plan, category).map((criterion) => ({
    ...criterion,
    choice: choices?.get(criterion.code) ?? null,
    evidence: z.toJSONSchema(evidenceSchema(criterion), { unrepresentable: 'any' }),
  }));
}
