import type { DeadlineRule, Plan, PlanStep } from '../plan-schema.ts';
import { isEveryYear } from '../recurrence.ts';
import { faultIf, overlap, repeated, rule, unknownCodes } from './rule.ts';
import type { Fault, PlanRule } from './rule.ts';

type Award = Plan['awards'][number];
type Route = Plan['routes'][number];

const unknownBody = (bodies: Plan['bodies'], code: string | undefined, path: Fault['path']): Fault[] =>
  faultIf(code !== undefined && !(code in bodies), path, `Không có cơ quan “${code}” trong mục bodies.`);

/** Only a step can wait until somebody names its body (`reroute`); who leads and answers is known from the start. */
const notNamed = (bodies: Plan['bodies'], code: string | undefined, path: Fault['path']): Fault[] => [
  ...unknownBody(bodies, code, path),
  ...faultIf(
    code !== undefined && bodies[code]?.leftOpen === true,
    path,
    `Cơ quan “${code}” để ngỏ (leftOpen) chỉ dùng được cho các bước của lộ trình.`,
  ),
];

/** Every award finds its way to the body that decides, past bodies that exist, with a deadline for each step. */
export const routeRules: PlanRule[] = [
  rule(['routes', 'awards', 'categories'], ({ routes, awards, categories }) => [
    ...routes.flatMap((route, i) => [
      ...faultIf(
        !awards.some(({ code }) => code === route.award),
        ['routes', i, 'award'],
        `Không có hình thức khen thưởng “${route.award}”.`,
      ),
      ...unknownCodes(route.categories, categories, ['routes', i, 'categories'], 'đối tượng'),
    ]),
    ...awards.flatMap((award, i) => missingRoutes(award, routes, i)),
  ]),
  rule(['routes'], ({ routes }) =>
    routes.flatMap((route, i) => [
      ...faultIf(
        routes.slice(0, i).some((r) => r.award === route.award && overlap(r.categories, route.categories)),
        ['routes', i],
        'Một lộ trình trước đã dành cho cùng hình thức và đối tượng này.',
      ),
      ...stepsFaults(route.steps, ['routes', i, 'steps']),
    ]),
  ),
  rule(['routes', 'awards'], ({ routes, awards }) =>
    routes.flatMap((route, i) => {
      const decidedBy = awards.find(({ code }) => code === route.award)?.decidedBy;
      const submits = route.steps.some(({ stage }) => stage === 'submission');
      return [
        ...faultIf(
          decidedBy === 'submission' && !submits,
          ['routes', i, 'steps'],
          'Cấp trên quyết định hình thức này, nên trước quyết định phải có bước trình (submission).',
        ),
        ...faultIf(
          decidedBy === 'own-head' && submits,
          ['routes', i, 'steps'],
          'Thủ trưởng cơ quan tự quyết định hình thức này, nên không có bước trình (submission).',
        ),
      ];
    }),
  ),
  rule(['routes', 'voting'], ({ routes, voting }) =>
    faultIf(
      voting === null && routes.some(({ steps }) => steps.some(({ stage }) => stage === 'council-vote')),
      ['voting'],
      'Có bước Hội đồng xét nhưng chưa có quy tắc biểu quyết.',
    ),
  ),
  rule(['proposal'], ({ proposal: { deadline, amend } }) => [
    ...deadlineFaults(deadline, ['proposal', 'deadline']),
    ...deadlineFaults(amend, ['proposal', 'amend']),
    ...faultIf(
      amend.roundDate === 'intakeCloses',
      ['proposal', 'amend', 'roundDate'],
      'Hạn bổ sung không gắn với ngày hết nhận hồ sơ: hồ sơ thường được trả lại sau ngày đó.',
    ),
  ]),

  rule(['bodies', 'routes'], ({ bodies, routes }) =>
    routes.flatMap(({ steps }, r) =>
      steps.flatMap(({ body, to }, s) => [
        ...unknownBody(bodies, body, ['routes', r, 'steps', s, 'body']),
        ...unknownBody(bodies, to, ['routes', r, 'steps', s, 'to']),
      ]),
    ),
  ),
  rule(['bodies', 'lead'], ({ bodies, lead }) => [
    ...notNamed(bodies, lead.body, ['lead', 'body']),
    ...lead.with.flatMap((body, i) => notNamed(bodies, body, ['lead', 'with', i])),
  ]),
  rule(['bodies', 'contact'], ({ bodies, contact }) => notNamed(bodies, contact?.body, ['contact', 'body'])),
  rule(['bodies', 'obligations'], ({ bodies, obligations }) =>
    obligations.flatMap(({ to }, i) => notNamed(bodies, to, ['obligations', i, 'to'])),
  ),
  rule(['obligations', 'lead'], ({ obligations, lead }) =>
    obligations.flatMap(({ owedBy, by }, i) =>
      faultIf(
        by !== undefined && (owedBy !== 'lead' || ![lead.body, ...lead.with].includes(by)),
        ['obligations', i, 'by'],
        'Chỉ nêu với việc của cơ quan chủ trì (owedBy: lead), và là một trong các cơ quan ở mục lead.',
      ),
    ),
  ),
  rule(['obligations', 'rounds'], ({ obligations, rounds }) =>
    obligations.flatMap(({ rounds: named, onRequest }, i) => [
      ...(named ?? []).flatMap((code, j) =>
        faultIf(
          !rounds.some((round) => round.code === code),
          ['obligations', i, 'rounds', j],
          'Không có đợt này ở mục rounds.',
        ),
      ),
      ...faultIf(
        onRequest !== undefined && named !== undefined,
        ['obligations', i, 'onRequest'],
        'Việc làm khi được yêu cầu không gắn với đợt nào.',
      ),
    ]),
  ),
  rule(['obligations'], ({ obligations }) =>
    obligations.flatMap(({ recurs, due, rounds, onRequest }, i) => [
      ...faultIf(
        recurs !== undefined && [due, rounds, onRequest].some((other) => other !== undefined),
        ['obligations', i, 'recurs'],
        'Việc định kỳ không có hạn riêng, không gắn với đợt và không chờ yêu cầu.',
      ),
      ...(recurs?.on ?? []).flatMap((day, j, days) => [
        ...faultIf(
          !isEveryYear(day),
          ['obligations', i, 'recurs', 'on', j, 'day'],
          'Không phải năm nào cũng có ngày này.',
        ),
        ...faultIf(
          days.findIndex(({ month }) => month === day.month) < j,
          ['obligations', i, 'recurs', 'on', j, 'month'],
          'Mỗi tháng chỉ một kỳ.',
        ),
      ]),
    ]),
  ),
  rule(['bodies'], ({ bodies }, known) =>
    Object.entries(bodies).flatMap(([code, { unit, function: fn, leftOpen }]) => [
      ...faultIf(
        [unit, fn, leftOpen].filter((named) => named !== undefined).length !== 1,
        ['bodies', code],
        'Nêu đúng một: đơn vị (unit), chức năng (function), hoặc để ngỏ (leftOpen).',
      ),
      ...faultIf(
        known !== undefined && unit !== undefined && !known.units.has(unit),
        ['bodies', code, 'unit'],
        `Không có đơn vị “${unit}”.`,
      ),
      ...faultIf(
        known !== undefined && fn !== undefined && !known.functions.has(fn),
        ['bodies', code, 'function'],
        `Không có chức năng “${fn}”.`,
      ),
    ]),
  ),
  rule(['issuer'], ({ issuer }, known) =>
    faultIf(
      known !== undefined && !known.units.has(issuer.unit),
      ['issuer', 'unit'],
      `Không có đơn vị “${issuer.unit}”.`,
    ),
  ),
];

const missingRoutes = (award: Award, routes: readonly Route[], i: number): Fault[] =>
  award.categories.flatMap((category, c) =>
    faultIf(
      !routes.some((route) => route.award === award.code && overlap(route.categories, [category])),
      ['awards', i, 'categories', c],
      `Chưa có lộ trình cho “${award.code}” với đối tượng “${category}”.`,
    ),
  );

function stepsFaults(steps: readonly PlanStep[], path: Fault['path']): Fault[] {
  const last = steps.length - 1;
  return [
    ...faultIf(
      steps[last]?.stage !== 'decision',
      [...path, last, 'stage'],
      'Bước cuối phải là quyết định (decision).',
    ),
    ...steps.flatMap((step, i) => {
      const at = (...rest: string[]) => [...path, i, ...rest];
      const next = steps[i + 1];
      const submits = step.stage === 'submission';
      return [
        ...faultIf(step.stage === 'decision' && i < last, at('stage'), 'Quyết định phải là bước cuối.'),
        ...faultIf(submits && step.to === undefined, at(), 'Bước trình phải nêu nơi nhận (to).'),
        ...faultIf(!submits && step.to !== undefined, at('to'), 'Chỉ bước trình mới có nơi nhận.'),
        ...faultIf(
          submits && step.to !== undefined && next !== undefined && next.body !== step.to,
          at('to'),
          `Tờ trình gửi đến “${step.to}” nhưng bước sau ở “${next?.body}”.`,
        ),
        ...deadlineFaults(step.deadline, at('deadline')),
      ];
    }),
  ];
}

function deadlineFaults(
  { workingDays, roundDate, remindBefore, whenPassed }: DeadlineRule,
  path: Fault['path'],
): Fault[] {
  const lapses = whenPassed.filter((w) => w.do === 'lapse').map(({ after }) => after);
  return [
    ...faultIf(
      workingDays === undefined && roundDate === undefined,
      path,
      'Thời hạn phải nêu số ngày làm việc (workingDays) hoặc ngày của đợt (roundDate).',
    ),
    ...repeated(remindBefore, String, (i) => [...path, 'remindBefore', i], 'Lần nhắc'),
    ...repeated(
      whenPassed,
      (w) => [w.do, w.to, w.after].join(' '),
      (i) => [...path, 'whenPassed', i],
      'Việc khi quá hạn',
    ),
    ...whenPassed.flatMap((w, i) => [
      ...faultIf(
        w.do === 'escalate' && w.to === undefined,
        [...path, 'whenPassed', i],
        'Báo cấp trên phải nêu báo cho ai (to).',
      ),
      ...faultIf(
        w.do !== 'escalate' && w.to !== undefined,
        [...path, 'whenPassed', i, 'to'],
        'Chỉ nêu khi báo cấp trên.',
      ),
      ...faultIf(
        lapses.some((after) => after < w.after),
        [...path, 'whenPassed', i, 'after'],
        'Sau khi hồ sơ hết hiệu lực thì không còn việc nào nữa.',
      ),
    ]),
  ];
}
