import type { CheckResult } from './criteria.ts';
import { conditionsAmong, countingOf, missingOf } from './criteria.ts';
import type { DateText } from './dates.ts';
import { formatDateVi } from './dates.ts';
import { titleOf } from './identity.ts';
import { namesakeFault, oneAwardFault, sameAchievementFault } from './namesakes.ts';
import type { Achievement, NominatedSubject, OtherNomination } from './namesakes.ts';
import { awardOf, categoryOf, requiredDocuments, roundOf } from './plan.ts';
import type { Plan } from './plan-schema.ts';
import type { QuotaUse } from './quota.ts';

/** What is looked at when a nomination is submitted, in this order; the API names these to callers. */
export const findingRules = [
  'subject',
  'award-open',
  'round-open',
  'criteria',
  'dossier',
  'one-award',
  'same-achievement',
  'namesake',
  'title-in-name',
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

/** All that the findings need to know; the caller reads it from the record. */
export interface SubmissionFacts {
  award: string;
  /** Code of the round in the plan. */
  round: string;
  /** The organization whose round it is. */
  organization: string;
  subject: NominatedSubject & { category: string };
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
  /** Codes of the criteria that evidence is stated for. */
  claimed: readonly string[];
  /** What `judge` said. */
  checks: readonly CheckResult[];
  /** Those that name the same nominee or one of nearly the same name, without this nomination itself. */
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
    finding('namesake', told, namesakeFault(facts)),
    finding('title-in-name', told, titleFault(facts)),
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

function dossierFault(plan: Plan, { award, subject, documents, claimed }: SubmissionFacts): Fault | null {
  const missing = requiredDocuments(plan, award, subject.category, claimed).filter(
    ({ code }) => !documents.includes(code),
  );
  if (missing.length === 0) return null;
  return {
    code: 'dossier-incomplete',
    message: `Hồ sơ còn thiếu: ${missing.map((d) => d.name).join('; ')}.`,
    messageEn: `The dossier lacks: ${missing.map((d) => d.code).join(', ')}.`,
    items: missing.map((d) => d.code),
  };
}

/** Papers write Ông and Bà by themselves, before the name as it stands. */
function titleFault({ subject: { kind, name } }: SubmissionFacts): Fault | null {
  const title = kind === 'individual' ? titleOf(name) : '';
  if (title === '') return null;
  return {
    code: 'title-in-name',
    message: `Tên ghi kèm danh xưng hoặc học vị (“${title}”). Văn bản tự ghi Ông, Bà: hãy bỏ, trừ khi đó là họ.`,
    messageEn: `A title stands before the name (“${title}”). Papers write Ông and Bà themselves: take it out unless it is the family name.`,
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
