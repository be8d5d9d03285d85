import type { CheckResult } from './criteria.ts';
import { conditionsAmong, countingOf, missingOf } from './criteria.ts';
import type { DateText } from './dates.ts';
import { formatDateVi } from './dates.ts';
import { awardOf, categoryOf, requiredDocuments, roundOf } from './plan.ts';
import type { Plan } from './plan-schema.ts';
import type { QuotaUse, SubjectKind } from './quota.ts';
import type { Outcome } from './stages.ts';

/** What is looked at when a nomination is submitted, in this order; the API names these to callers. */
export const findingRules = [
  'subject',
  'award-open',
  'round-open',
  'criteria',
  'dossier',
  'one-award',
  'same-achievement',
  'quota',
  'achievement-period',
] as const;
export type FindingRule = (typeof findingRules)[number];

export interface Finding {
  rule: FindingRule;
  /** `refuse`: it cannot be submitted so; `reviewer`: a reviewer must settle it; `warn`: only said. */
  result: 'ok' | 'refuse' | 'reviewer' | 'warn';
  /** What was found, for machines; `ok` where nothing was. */
  code: string;
  /** Vietnamese. */
  message: string;
  messageEn: string;
  /** Codes of what is concerned: criteria, document kinds, nominations. */
  items?: string[];
  /** A reviewer may pass it over with a reason, naming the rule in `overrides`. */
  overridable: boolean;
}

export interface Achievement {
  title: string;
  from: DateText;
  to: DateText;
}

export interface NominatedSubject {
  name: string;
  unit: string;
}

/** Another nomination, of the same unit. */
export interface OtherNomination {
  /** Of another movement. */
  elsewhere: boolean;
  /** Its readable code, which the finding names. */
  code: string;
  award: string;
  subject: NominatedSubject;
  achievement: Achievement;
  /** A draft stands in nobody's way. */
  submitted: boolean;
  outcome: Outcome | null;
}

/** All that the findings need to know; the caller reads it from the record. */
export interface SubmissionFacts {
  award: string;
  /** Code of the round in the plan. */
  round: string;
  /** The organization whose round it is. */
  organization: string;
  subject: NominatedSubject & { kind: SubjectKind; category: string };
  /** The subject's unit on that day, null where there is none by that code. */
  unit: {
    kind: string;
    parentKind?: string | null;
    organization: string;
    /** It lies under another province than the organization does. */
    ofOtherProvince: boolean;
    inOffice: boolean;
  } | null;
  achievement: Achievement;
  /** Kinds of the documents handed in. */
  documents: readonly string[];
  /** What `judge` said. */
  checks: readonly CheckResult[];
  /** Without this nomination itself. */
  others: readonly OtherNomination[];
  /** Without this nomination itself; null where the plan sets no quota. */
  quotaUse: QuotaUse | null;
  /** As it binds this unit; null once it has been submitted, since a return has its own deadline. */
  intake: { opens: DateText; closes: DateText; open: boolean } | null;
  today: DateText;
}

type Policy = Plan['checks'][keyof Plan['checks']];
type Fault = Pick<Finding, 'code' | 'message' | 'messageEn' | 'items'>;
/** What no plan leaves to judgement. */
const always: Policy = { atSubmission: 'refuse', overridable: false };
/** What people should know, and no plan speaks of. */
const told: Policy = { atSubmission: 'warn', overridable: false };

/** One finding for each rule, in the order of `findingRules`; pure. */
export function submissionFindings(plan: Plan, facts: SubmissionFacts): Finding[] {
  const { checks } = plan;
  return [
    finding('subject', always, subjectFault(plan, facts)),
    finding('award-open', always, awardFault(plan, facts)),
    finding('round-open', always, roundFault(facts)),
    criteriaFinding(plan, facts),
    finding('dossier', checks.dossier, dossierFault(plan, facts)),
    finding('one-award', checks.oneAward, oneAwardFault(facts)),
    finding('same-achievement', told, sameAchievementFault(facts)),
    finding('quota', checks.quota, quotaFault(facts)),
    finding('achievement-period', checks.achievementPeriod, periodFault(plan, facts)),
  ];
}

function finding(rule: FindingRule, policy: Policy, fault: Fault | null): Finding {
  const { overridable } = policy;
  if (fault) return { rule, result: policy.atSubmission, ...fault, overridable };
  return { rule, result: 'ok', code: 'ok', message: 'Đạt.', messageEn: 'In order.', overridable };
}

function subjectFault(plan: Plan, { subject, unit, organization }: SubmissionFacts): Fault | null {
  const category = categoryOf(plan, subject.category);
  if (category?.kind !== subject.kind)
    return {
      code: 'subject-not-in-plan',
      message: 'Đối tượng này không thuộc đối tượng thi đua của kế hoạch.',
      messageEn: 'The plan names no such subject.',
    };
  const name = category.name;
  if (!unit || (category.belongsTo === 'organization' && unit.organization !== organization))
    return {
      code: 'subject-outside-organization',
      message: `“${name}” chỉ gồm đối tượng thuộc cơ quan phát động phong trào.`,
      messageEn: 'This category is for the issuing organization only.',
    };
  if (unit.ofOtherProvince)
    return {
      code: 'subject-outside-province',
      message: 'Đơn vị của đối tượng thuộc tỉnh khác, không thuộc phạm vi của phong trào.',
      messageEn: "The subject's unit lies in another province, which this movement does not reach.",
    };
  // TT 15/2025/TT-BNV: no award to a body that has been dissolved.
  if (!unit.inOffice)
    return {
      code: 'unit-dissolved',
      message: 'Đơn vị của đối tượng đã giải thể hoặc chưa thành lập vào ngày này.',
      messageEn: "The subject's unit does not exist on this day.",
    };
  const { unitKinds, parentKinds } = category;
  if (
    (unitKinds.length > 0 && !unitKinds.includes(unit.kind)) ||
    (parentKinds && !parentKinds.includes(unit.parentKind ?? ''))
  )
    return {
      code: 'unit-kind-not-in-plan',
      message: `Đơn vị này không thuộc loại đơn vị mà kế hoạch quy định cho “${name}”.`,
      messageEn: 'The plan does not name units of this kind for this category.',
    };
  return null;
}

function awardFault(plan: Plan, { award, round, subject }: SubmissionFacts): Fault | null {
  const inRound = roundOf(plan, round)?.awards ?? [];
  const found = awardOf(plan, award);
  if (found && inRound.includes(award) && found.categories.includes(subject.category)) return null;
  return {
    code: 'award-not-open',
    message: 'Kế hoạch không quy định hình thức khen thưởng này cho đối tượng này trong đợt này.',
    messageEn: 'The plan does not give this award to such a subject in this round.',
    items: inRound,
  };
}

function roundFault({ intake, today }: SubmissionFacts): Fault | null {
  if (!intake || (intake.open && intake.opens <= today && today <= intake.closes)) return null;
  return {
    code: 'round-not-open',
    message: `Đợt chỉ nhận hồ sơ từ ${formatDateVi(intake.opens)} đến hết ${formatDateVi(intake.closes)}.`,
    messageEn: `The round takes nominations from ${intake.opens} to ${intake.closes}.`,
  };
}

/** Across movements only the achievement itself, by its name, is taken to be one: in each a subject may excel anew. */
function sameAchievementFault(facts: SubmissionFacts): Fault | null {
  const codes = clashing(facts)
    .filter(
      ({ elsewhere, achievement }) =>
        elsewhere && normal(achievement.title) === normal(facts.achievement.title),
    )
    .map(({ code }) => code);
  if (codes.length === 0) return null;
  return {
    code: 'achievement-in-another-movement',
    message: `Thành tích này đã được đề nghị hoặc khen thưởng trong phong trào khác: ${codes.join(', ')}.`,
    messageEn: `This achievement is nominated or awarded in another movement: ${codes.join(', ')}.`,
    items: codes,
  };
}

/** Other nominations of the subject, open or awarded, for a time that overlaps. */
const clashing = ({ subject, achievement, others }: SubmissionFacts): OtherNomination[] =>
  others.filter(
    (other) =>
      other.submitted &&
      (other.outcome === null || other.outcome === 'awarded') &&
      sameSubject(other.subject, subject) &&
      other.achievement.from <= achievement.to &&
      achievement.from <= other.achievement.to,
  );

/** Unmet criteria go by the plan's policy; what is only unverified never refuses, it waits for a reviewer. */
function criteriaFinding(plan: Plan, { subject, checks }: SubmissionFacts): Finding {
  const tree = plan.criteria[subject.category];
  const policy = plan.checks.criteria;
  const missing = (fine: readonly CheckResult['result'][]): string[] =>
    tree
      ? missingOf(tree, (code) => checks.some((c) => c.criterion === code && fine.includes(c.result)))
      : [];
  const unmet = missing(['met', 'unverified']);
  const howMany = (codes: string[]): number => (tree ? conditionsAmong(tree, codes) : 0);
  if (unmet.length > 0)
    return finding('criteria', policy, {
      code: 'criteria-unmet',
      message: `Còn ${howMany(unmet)} tiêu chí chưa đạt.`,
      messageEn: `${howMany(unmet)} criteria are unmet.`,
      items: unmet,
    });
  // What nobody stated of a choice waits for nobody, where another part of it was.
  const counting = tree ? countingOf(tree, checks) : [];
  const unverified = missing(['met']).filter((code) => counting.includes(code));
  const milder = policy.atSubmission === 'refuse' ? 'reviewer' : policy.atSubmission;
  return finding(
    'criteria',
    { ...policy, atSubmission: milder },
    unverified.length === 0
      ? null
      : {
          code: 'criteria-unverified',
          message: `Còn ${howMany(unverified)} tiêu chí chờ người thẩm tra xác nhận.`,
          messageEn: `Criteria that wait for a reviewer: ${howMany(unverified)}.`,
          items: unverified,
        },
  );
}

function dossierFault(plan: Plan, { award, subject, documents }: SubmissionFacts): Fault | null {
  const missing = requiredDocuments(plan, award, subject.category).filter((d) => !documents.includes(d.code));
  if (missing.length === 0) return null;
  return {
    code: 'dossier-incomplete',
    message: `Hồ sơ còn thiếu: ${missing.map((d) => d.name).join('; ')}.`,
    messageEn: `The dossier lacks: ${missing.map((d) => d.code).join(', ')}.`,
    items: missing.map((d) => d.code),
  };
}

const normal = (name: string): string =>
  name.normalize('NFC').trim().replace(/\s+/gu, ' ').toLocaleLowerCase('vi');

/** Whether two nominations name the same person or collective: the same unit, and the same name but for case and spaces. */
export const sameSubject = (a: NominatedSubject, b: NominatedSubject): boolean =>
  a.unit === b.unit && normal(a.name) === normal(b.name);

/**
 * "không khen thưởng nhiều lần, nhiều hình thức cho một thành tích đạt được" (Luật Thi đua, khen thưởng 2022
 * Đ5.2.c). Within one movement, achievements of one subject whose periods overlap are taken to be one.
 */
function oneAwardFault(facts: SubmissionFacts): Fault | null {
  const codes = clashing(facts)
    .filter(({ elsewhere }) => !elsewhere)
    .map(({ code }) => code);
  if (codes.length === 0) return null;
  return {
    code: 'achievement-already-nominated',
    message: `Đối tượng này đã được đề nghị hoặc khen thưởng cho thành tích cùng thời gian: ${codes.join(', ')}.`,
    messageEn: `The same subject is nominated or awarded for the same time in ${codes.join(', ')}.`,
    items: codes,
  };
}

function quotaFault({ quotaUse }: SubmissionFacts): Fault | null {
  if (quotaUse?.left !== 0) return null;
  return {
    code: 'quota-used',
    message: `Chỉ tiêu của kế hoạch đã dùng hết (${quotaUse.used}); hồ sơ chỉ được chọn nếu còn chỗ khi xét.`,
    messageEn: `The plan's quota is used up (${quotaUse.used}).`,
  };
}

function periodFault(
  { achievementPeriod: { from, to } }: Plan,
  { achievement }: SubmissionFacts,
): Fault | null {
  if (from <= achievement.from && achievement.to <= to) return null;
  return {
    code: 'achievement-outside-period',
    message: `Kế hoạch xét thành tích từ ${formatDateVi(from)} đến ${formatDateVi(to)}.`,
    messageEn: `The plan counts achievements from ${from} to ${to}.`,
  };
}
