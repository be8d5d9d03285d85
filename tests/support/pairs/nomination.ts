import { randomUUID } from 'node:crypto';
import { addDays } from '../../../domain/dates.ts';
import { stageRules } from '../../../domain/stages.ts';
import type { NominationAct } from '../../../domain/stages.ts';
import type { ApiClient } from '../../../acceptance/demo/client.ts';
import * as story from '../../../acceptance/demo/story.ts';
import { copyNomination } from '../cast.ts';
import { paper } from '../steps.ts';
import { nominationPlaces } from './ground.ts';
import type { NominationPlace as Place } from './ground.ts';
import { reason } from './table.ts';
import type { Ground, Line, Table } from './table.ts';

type Two = [ApiClient, ApiClient];

export function nominationPairs({
  stack,
  cast,
  today,
  copies,
  more,
  carried,
}: Ground): Table<NominationAct, Place> {
  const office: Two = [cast.reviewer, cast.officeHead];
  const reviewers = (place: Place): Two =>
    place === 'appraisal' ? [cast.appraiser, more.appraiser] : office;
  const heads: Two = [cast.officeHead, more.officeHead];
  const lines: Record<NominationAct, Line<Place>> = {
    submit: { by: () => [cast.officer, cast.head], body: () => ({}) },
    withdraw: { by: () => [cast.head, more.head], body: () => ({ reason }) },
    approve: { by: reviewers, body: () => ({}) },
    return: { by: reviewers, body: () => ({ reason, items: [] }) },
    reject: { by: reviewers, body: () => ({ reason }) },
    hold: {
      by: () => office,
      body: async ({ by }) => ({ ground: 'complaint', document: await paper(by, 'don'), reason }),
    },
    release: {
      by: () => office,
      body: async ({ by }) => ({ document: await paper(by, 'van-ban'), reason }),
    },
    extend: { by: () => heads, body: ({ nth }) => ({ to: addDays(today, 300 + nth), reason }), stays: true },
    reroute: {
      by: () => heads,
      body: ({ step }) => ({ step: Math.max(1, step), body: story.LEAD, reason }),
      stays: true,
    },
    decide: {
      by: () => [cast.director, more.director],
      body: () => ({
        outcome: 'award',
        number: `${randomUUID()}/QĐ`,
        decidedOn: today,
        signedBy: 'Trần Tùng Chuẩn',
      }),
    },
  };
  return {
    places: nominationPlaces,
    // Whose neighbouring steps are tests/paths/authority.test.ts.
    stages: Object.keys(stageRules).filter((stage) => stage !== 'selection'),
    lines,
    copy: (place) => copyNomination(stack, carried.get(place)!, copies),
  };
}
