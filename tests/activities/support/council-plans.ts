import { planSchema } from '../../../domain/plan-schema.ts';

const deadline = {};
const plan = {
  code: 'cchc',
  short: 'CCHC',
  title: 'Cải cách hành chính',
  issuer: { unit: 'so', name: 'Sở', signer: 'A', signerPosition: 'Giám đốc' },
  number: null,
  symbol: 'KH',
  issuedOn: { year: 2026, month: null, day: null },
  period: { from: '2022-01-01', to: '2030-12-31' },
  achievementPeriod: { from: '2022-01-01', to: '2030-12-31' },
  bodies: {},
  lead: { body: 'phong' },
  categories: [],
  awards: [
    {
      code: 'giay-khen',
      name: 'Giấy khen',
      form: 'giay-khen',
      decidedBy: 'own-head',
      short: 'GK',
      categories: ['tap-the'],
    },
  ],
  rounds: [{ code: 'dot-1', name: 'Đợt 1', kind: 'single', awards: ['giay-khen'] }],
  quotas: [{ award: 'giay-khen', kinds: ['collective'], max: 2, per: 'round' }],
  criteria: {},
  documents: [],
  checks: Object.fromEntries(
    Object.keys(planSchema.shape.checks.shape).map((check) => [
      check,
      { atSubmission: 'warn', overridable: true },
    ]),
  ),
  proposal: { deadline, amend: deadline, returnsAtMost: 1 },
  routes: [],
  voting: {
    quorum: { numerator: 2, denominator: 3 },
    pass: { share: { numerator: 8, denominator: 10 }, comparison: 'at-least', base: 'all-members' },
    chairMustAgree: false,
    recused: 'stay-in-base',
    absentees: 'substitute',
    ballotsPerRound: 1,
    source: 'test',
  },
};

/** The rule of the plan's later versions: opinions of the absent, two ballots, a notice period. */
const withOpinions = {
  ...plan.voting,
  absentees: 'written-opinion',
  ballotsPerRound: 2,
  notice: { workingDays: 3, source: 'test' },
};

/** The plan's versions, from the first: as it is, with written opinions, and with ties voted on again. */
export const planVersions = [
  plan,
  { ...plan, voting: withOpinions },
  { ...plan, voting: { ...withOpinions, reballotTies: true } },
];
