import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  awardOf,
  categoryOf,
  criteriaOf,
  quotaOf,
  requiredDocuments,
  roundOf,
  routeFor,
} from '../../domain/plan.ts';
import { parsePlan, planFaults } from '../../domain/plan-checks.ts';
import type { Criterion, Plan } from '../../domain/plan-schema.ts';
import { planSchema } from '../../domain/plan-schema.ts';
import { cchcCode, known, planSource, readPlan } from '../support/plans.ts';

const plan = readPlan(cchcCode);
const spoilt = (spoil: (copy: Plan) => void): Plan => {
  const copy = structuredClone(plan);
  spoil(copy);
  return copy;
};
const bangKhen = (copy: Plan) => copy.routes[0]!.steps;
const giayKhen = (copy: Plan) => copy.routes[1]!.steps;
const leaf = (copy: Plan, category: string, i: number) => {
  const tree = copy.criteria[category];
  const node = tree && 'all' in tree ? tree.all[i] : undefined;
  if (!node || !('criterion' in node)) throw new Error('no such criterion');
  return node;
};
const rank = {
  code: 'hang',
  type: 'rank',
  text: 'Xếp hạng',
  set: 'chi-so',
  of: 'unit',
  within: 'all',
  from: 1,
  to: 3,
} as const;
/** A criterion by rank, in a set that the plan names. */
function ranked(copy: Plan, criterion: Criterion) {
  leaf(copy, 'tap-the-thuoc-so', 6).criterion = criterion;
  copy.rankings = [{ set: rank.set, name: 'Chỉ số', owner: 'tdkt' }];
}

/** Each cross-rule: what is done to plan 002, and where the fault must be found. */
const faulty: [string, (copy: Plan) => void, string[]][] = [
  [
    'a period that ends first',
    (p) => (p.period.to = '2020-01-01'),
    ['period.to', 'rounds[0].within', 'rounds[1].within'],
  ],
  [
    'an achievement period that ends first',
    (p) => (p.achievementPeriod.to = '2020-12-31'),
    ['achievementPeriod.to'],
  ],
  [
    'a round that ends first',
    (p) => (p.rounds[0]!.within = { from: '2023-12-31', to: '2023-01-01' }),
    ['rounds[0].within.to'],
  ],
  [
    'a round outside the period',
    (p) => (p.rounds[1]!.within = { from: '2025-01-01', to: '2026-01-31' }),
    ['rounds[1].within'],
  ],
  ['a day that does not exist', (p) => (p.issuedOn = { year: 2022, month: 2, day: 30 }), ['issuedOn.day']],
  ['a day without its month', (p) => (p.issuedOn = { year: 2022, month: null, day: 3 }), ['issuedOn.day']],
  ['a category twice', (p) => (p.categories = [...p.categories, p.categories[0]!]), ['categories[2].code']],
  ['a round twice', (p) => (p.rounds = [...p.rounds, p.rounds[0]!]), ['rounds[2].code']],
  ['a document kind twice', (p) => (p.documents = [...p.documents, p.documents[0]!]), ['documents[7].code']],
  [
    'an obligation twice',
    (p) => (p.obligations = [...p.obligations, p.obligations[0]!]),
    ['obligations[7].code'],
  ],
  ['one short name for two awards', (p) => (p.awards[1]!.short = 'BK'), ['awards[1].short']],
  [
    'an award for nobody known',
    (p) => p.awards[0]!.categories.push('doanh-nghiep'),
    ['awards[0].categories[2]'],
  ],
  ['an award in no round', (p) => p.rounds.forEach((r) => (r.awards = ['giay-khen'])), ['awards[0]']],
  ['a round with an unknown award', (p) => p.rounds[0]!.awards.push('co-thi-dua'), ['rounds[0].awards[2]']],
  [
    'a document for an unknown award',
    (p) => (p.documents[0]!.awards = ['co-thi-dua']),
    ['documents[0].awards[0]'],
  ],
  [
    'a document for an unknown category',
    (p) => (p.documents[0]!.categories = ['ai-do']),
    ['documents[0].categories[0]'],
  ],
  ['a quota with more at least than at most', (p) => (p.quotas[2]!.min = 3), ['quotas[2].min']],
  [
    'a quota without numbers',
    (p) => Object.assign(p.quotas[0]!, { min: undefined, max: undefined }),
    ['quotas[0]'],
  ],
  ['a quota of an unknown award', (p) => (p.quotas[0]!.award = 'co-thi-dua'), ['quotas[0].award']],
  [
    'a quota of an unknown category',
    (p) => (p.quotas[0]!.categories = ['ai-do']),
    ['quotas[0].categories[0]'],
  ],
  ['two quotas for one subject', (p) => p.quotas[1]!.kinds.push('collective'), ['quotas[1]']],
  [
    'a quota by kind of unit that is not per unit',
    (p) => (p.quotas[0]!.unitKinds = ['office']),
    ['quotas[0].unitKinds'],
  ],
  [
    'a quota for a kind that the award is not for',
    (p) => (p.awards[1]!.categories = ['tap-the-thuoc-so']),
    ['quotas[3].kinds[0]'],
  ],
  [
    'criteria of nobody',
    (p) => (p.criteria['ai-do'] = structuredClone(p.criteria['ca-nhan-thuoc-so']!)),
    ['criteria.ai-do'],
  ],
  [
    'subjects without criteria',
    (p) => (p.criteria = { 'tap-the-thuoc-so': p.criteria['tap-the-thuoc-so']! }),
    ['categories[1]'],
  ],
  [
    'a criterion twice',
    (p) => (leaf(p, 'ca-nhan-thuoc-so', 1).criterion.code = 'sang-kien-duoc-cong-nhan'),
    ['criteria.ca-nhan-thuoc-so.all[1].criterion.code'],
  ],
  [
    'a criterion under the name of a rule',
    (p) => (leaf(p, 'ca-nhan-thuoc-so', 1).criterion.code = 'one-award'),
    ['criteria.ca-nhan-thuoc-so.all[1].criterion.code'],
  ],
  [
    'a number without a limit',
    (p) => (leaf(p, 'ca-nhan-thuoc-so', 1).criterion = { code: 'so', type: 'numeric', text: 'Số' }),
    ['criteria.ca-nhan-thuoc-so.all[1].criterion'],
  ],
  [
    'a number that can never be',
    (p) =>
      (leaf(p, 'ca-nhan-thuoc-so', 1).criterion = {
        code: 'so',
        type: 'numeric',
        text: 'Số',
        atLeast: 2,
        atMost: 1,
      }),
    ['criteria.ca-nhan-thuoc-so.all[1].criterion.atLeast'],
  ],
  [
    'a share above one',
    (p) =>
      (leaf(p, 'tap-the-thuoc-so', 6).criterion = {
        code: 'ty-le',
        type: 'share',
        text: 'Tỷ lệ',
        atLeast: { numerator: 101, denominator: 100 },
      }),
    ['criteria.tap-the-thuoc-so.all[6].criterion.atLeast'],
  ],
  [
    'ranks that run backwards',
    (p) => ranked(p, { ...rank, from: 4 }),
    ['criteria.tap-the-thuoc-so.all[6].criterion.from'],
  ],
  [
    'a rank in a set that the plan does not name',
    (p) => (leaf(p, 'tap-the-thuoc-so', 6).criterion = rank),
    ['criteria.tap-the-thuoc-so.all[6].criterion.set'],
  ],
  [
    'a score above the scale',
    (p) => ranked(p, { ...rank, scoreAtLeast: { numerator: 9, denominator: 8 } }),
    ['criteria.tap-the-thuoc-so.all[6].criterion.scoreAtLeast'],
  ],
  [
    'partitions of ranks out of order',
    (p) =>
      ranked(p, {
        ...rank,
        replacedBy: [
          { from: '2025-07-01', within: 'all' },
          { from: '2025-07-01', within: 'parent' },
        ],
      }),
    ['criteria.tap-the-thuoc-so.all[6].criterion.replacedBy[1].from'],
  ],
  [
    'ranks of a set that the plan does not name',
    (p) => ranked(p, { ...rank, set: 'chi-so-khac' }),
    ['criteria.tap-the-thuoc-so.all[6].criterion.set'],
  ],
  [
    'ranks named twice, and published by nobody known',
    (p) => {
      ranked(p, rank);
      p.rankings?.push({ set: rank.set, name: 'Chỉ số', owner: 'ai-do' });
    },
    ['rankings[1].set', 'rankings[1].owner'],
  ],
  [
    'a pass mark above one',
    (p) => (p.voting!.pass.share = { numerator: 81, denominator: 80 }),
    ['voting.pass.share'],
  ],
  ['a quorum above one', (p) => (p.voting!.quorum = { numerator: 3, denominator: 2 }), ['voting.quorum']],
  ['a council without a voting rule', (p) => (p.voting = null), ['voting']],
  [
    'a route of an unknown award',
    (p) => p.routes.push({ ...p.routes[1]!, award: 'co-thi-dua' }),
    ['routes[2].award'],
  ],
  [
    'a route for an unknown category',
    (p) => (p.routes[1]!.categories = ['tap-the-thuoc-so', 'ca-nhan-thuoc-so', 'ai-do']),
    ['routes[1].categories[2]'],
  ],
  [
    'an award and category without a route',
    (p) => (p.routes[1]!.categories = ['tap-the-thuoc-so']),
    ['awards[1].categories[1]'],
  ],
  ['two routes for one award', (p) => p.routes.push(p.routes[1]!), ['routes[2]']],
  [
    'a step at a body that is not named',
    (p) => (bangKhen(p)[3]!.body = 'khac'),
    ['routes[0].steps[2].to', 'routes[0].steps[3].body'],
  ],
  ['a submission to nobody', (p) => delete bangKhen(p)[2]!.to, ['routes[0].steps[2]']],
  [
    'a submission that goes past the next step',
    (p) => (bangKhen(p)[2]!.to = 'ubnd'),
    ['routes[0].steps[2].to'],
  ],
  [
    'a step that sends without being a submission',
    (p) => (bangKhen(p)[1]!.to = 'so'),
    ['routes[0].steps[1].to'],
  ],
  ['a route that does not end in a decision', (p) => giayKhen(p).pop(), ['routes[1].steps[1].stage']],
  ['a decision before the end', (p) => giayKhen(p).unshift(giayKhen(p)[2]!), ['routes[1].steps[0].stage']],
  ['an award by submission without one', (p) => bangKhen(p).splice(2, 3), ['routes[0].steps']],
  [
    'an award of the own head with a submission',
    (p) => (p.awards[0]!.decidedBy = 'own-head'),
    ['routes[0].steps'],
  ],
  [
    'a step without a date',
    (p) => delete giayKhen(p)[2]!.deadline.roundDate,
    ['routes[1].steps[2].deadline'],
  ],
  ['a reminder twice', (p) => (p.proposal.amend.remindBefore = [2, 2]), ['proposal.amend.remindBefore[1]']],
  [
    'one thing twice when time is up',
    (p) => p.proposal.amend.whenPassed.push({ after: 0, do: 'lapse' }),
    ['proposal.amend.whenPassed[1]'],
  ],
  [
    'an escalation to nobody',
    (p) => (p.proposal.amend.whenPassed = [{ after: 0, do: 'escalate' }]),
    ['proposal.amend.whenPassed[0]'],
  ],
  [
    'a reminder that names whom to escalate to',
    (p) => (p.proposal.amend.whenPassed = [{ after: 0, do: 'remind', to: 'body-head' }]),
    ['proposal.amend.whenPassed[0].to'],
  ],
  [
    'something after it has lapsed',
    (p) => p.proposal.amend.whenPassed.push({ after: 2, do: 'remind' }),
    ['proposal.amend.whenPassed[1].after'],
  ],
  [
    'amending bound to the close of intake',
    (p) => (p.proposal.amend.roundDate = 'intakeCloses'),
    ['proposal.amend.roundDate'],
  ],
  ['a lead that is not named', (p) => (p.lead.body = 'khac'), ['lead.body']],
  ['a second lead that is not named', (p) => (p.lead.with = ['khac']), ['lead.with[0]']],
  ['a contact that is not named', (p) => (p.contact = { body: 'khac' }), ['contact.body']],
  ['a debt to a body that is not named', (p) => (p.obligations[1]!.to = 'khac'), ['obligations[1].to']],
  [
    'a body by unit and function at once',
    (p) => (p.bodies.office!.function = 'thi-dua-khen-thuong-hung-yen'),
    ['bodies.office'],
  ],
  [
    'a document asked for with a criterion that is none',
    (p) => (p.documents[2]!.whenClaimed = ['khong-co']),
    ['documents[2].whenClaimed[0]', 'documents[2].whenClaimed'],
  ],
  ['a body by neither', (p) => delete p.bodies.office!.unit, ['bodies.office']],
  ['a body left open that has a unit', (p) => (p.bodies.ubnd!.leftOpen = true), ['bodies.ubnd']],
  [
    'a lead and a contact left open',
    (p) => (p.bodies.office = { name: 'Văn phòng', leftOpen: true }),
    ['lead.body', 'contact.body', ...[0, 1, 2, 3].map((i) => `obligations[${i}].to`)],
  ],
  ['a debt by an office that does not lead', (p) => (p.obligations[4]!.by = 'so'), ['obligations[4].by']],
  [
    'a debt with an unknown round',
    (p) => (p.obligations[0]!.rounds = ['dot-khac']),
    ['obligations[0].rounds[0]'],
  ],
  [
    'a debt on request with a round',
    (p) => Object.assign(p.obligations[0]!, { onRequest: true, rounds: ['so-ket-2023'] }),
    ['obligations[0].onRequest'],
  ],
  ['a debt of units by the lead', (p) => (p.obligations[0]!.by = 'office'), ['obligations[0].by']],
  ['an issuer that is not known', (p) => (p.issuer.unit = 'so-khac'), ['issuer.unit']],
];

describe('filing a plan', () => {
  it('finds nothing wrong with plan 002', () => {
    expect(planFaults(plan, known)).toEqual([]);
  });

  it.each(faulty)('finds %s', (_, spoil, paths) => {
    const faults = planFaults(spoilt(spoil), known);
    expect(faults.map(({ path }) => path)).toEqual(paths);
    expect(faults.every(({ message }) => message.length > 10)).toBe(true);
  });

  it('lets a step stand at a body that the plan leaves open (000, 001)', () => {
    const open = spoilt((p) => (p.bodies.tdkt = { name: 'Cơ quan thẩm định', leftOpen: true }));
    expect(parsePlan(open, known)).toEqual({ plan: open });
  });

  it('lets a plan without awards, quotas and council in (004)', () => {
    const bare = spoilt((p) => {
      Object.assign(p, { awards: [], quotas: [], criteria: {}, routes: [], documents: [], voting: null });
      p.rounds.forEach((round) => (round.awards = []));
    });
    expect(parsePlan(bare, known)).toEqual({ plan: bare });
  });

  it('answers a hundred faults with a hundred messages, of shape and between sections alike', () => {
    const source = z.record(z.string(), z.unknown()).parse(planSource(cchcCode));
    const note = { section: 'I', quote: 'x', meaning: 'y' };
    const list = (n: number, of: (i: number) => unknown) => Array.from({ length: n }, (_, i) => of(i));
    const result = parsePlan({
      ...source,
      notes: [
        ...list(30, (i) => ({ ...note, [`la-${i}`]: 1 })),
        ...list(20, () => ({ section: 'I', quote: 'x' })),
      ],
      quotas: list(25, (i) => ({ award: `khong-co-${i}`, kinds: ['collective'], max: 1, per: 'round' })),
      documents: list(25, (i) => ({
        code: `d-${i}`,
        name: 'Tài liệu',
        required: true,
        categories: [`khong-co-${i}`],
      })),
    });
    if (!('faults' in result)) throw new Error('let in');
    expect(result.faults).toHaveLength(100);
    expect(new Set(result.faults.map(({ path }) => path)).size).toBe(100);
    expect(result.faults.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'notes[0].la-0',
        'notes[30].meaning',
        'quotas[24].award',
        'documents[24].categories[0]',
      ]),
    );
  });

  it('hears the rules between sections also where a key is unknown', () => {
    const source = z.record(z.string(), z.unknown()).parse(planSource(cchcCode));
    const quota = { award: 'co-thi-dua', kinds: ['collective'], max: 1, per: 'round', la: 1 };
    const result = parsePlan({ ...source, la: 1, quotas: [quota] }, known);
    expect(result).toMatchObject({
      faults: [{ path: 'quotas[0].la' }, { path: 'la' }, { path: 'quotas[0].award' }],
    });
  });

  it('does not tell one fault twice: rules about a section that is itself wrong are left out', () => {
    const source = z.record(z.string(), z.unknown()).parse(planSource(cchcCode));
    const result = parsePlan({ ...source, awards: 'none' }, known);
    expect(result).toMatchObject({ faults: [{ path: 'awards' }] });
  });

  it.each([
    [
      'an unknown key in a criterion',
      { criterion: { code: 'a', type: 'attested', text: 'x', la: 1 } },
      'criterion.la',
    ],
    ['an unknown type of criterion', { criterion: { code: 'a', type: 'khac', text: 'x' } }, 'criterion.type'],
    [
      'a wrong value deep in a group',
      { any: [{ all: [{ criterion: { code: 'A', type: 'attested', text: 'x' } }] }] },
      'any[0].all[0].criterion.code',
    ],
    ['a node that is nothing', { none: [] }, ''],
  ])('points at %s', (_, node, where) => {
    const source = z.record(z.string(), z.unknown()).parse(planSource(cchcCode));
    const result = parsePlan({ ...source, criteria: { ...plan.criteria, 'ca-nhan-thuoc-so': node } }, known);
    const path = ['criteria.ca-nhan-thuoc-so', where].filter((part) => part !== '').join('.');
    expect(result).toMatchObject({ faults: [{ path }] });
  });

  it('is described by a JSON Schema', () => {
    expect(z.toJSONSchema(planSchema, { io: 'input' })).toMatchObject({
      type: 'object',
      additionalProperties: false,
    });
  });
});

describe('looking things up in a plan', () => {
  const split = spoilt((p) => {
    const [, giay] = p.routes;
    p.routes = [
      { ...giay!, award: 'bang-khen', categories: ['ca-nhan-thuoc-so'], steps: giay!.steps.slice(2) },
      p.routes[0]!,
      giay!,
    ];
    p.documents[0]!.awards = ['bang-khen'];
    p.documents[1]!.categories = ['tap-the-thuoc-so'];
  });

  it('takes the route of the award and category, an empty list meaning all categories', () => {
    expect(routeFor(split, 'bang-khen', 'ca-nhan-thuoc-so')).toHaveLength(1);
    expect(routeFor(split, 'bang-khen', 'tap-the-thuoc-so')).toHaveLength(6);
    expect(routeFor(split, 'giay-khen', 'ca-nhan-thuoc-so')).toHaveLength(3);
    expect(routeFor(split, 'co-thi-dua', 'ca-nhan-thuoc-so')).toEqual([]);
  });

  it('asks for the documents of the award and category only', () => {
    const codes = (award: string, category: string) =>
      requiredDocuments(split, award, category, []).map((d) => d.code);
    expect(codes('bang-khen', 'tap-the-thuoc-so')).toHaveLength(3);
    expect(codes('giay-khen', 'tap-the-thuoc-so')).not.toContain('bao-cao-thanh-tich');
    expect(codes('bang-khen', 'ca-nhan-thuoc-so')).not.toContain('bien-ban-hop-don-vi');
  });

  it('says nothing of what the plan does not name', () => {
    expect(awardOf(plan, 'x')).toBeUndefined();
    expect(categoryOf(plan, 'x')).toBeUndefined();
    expect(roundOf(plan, 'x')).toBeUndefined();
    expect(quotaOf(plan, 'x', 'collective')).toBeUndefined();
    expect(criteriaOf(plan, 'x')).toEqual([]);
  });
});
