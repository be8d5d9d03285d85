import type { EnquiryAct } from '../../../domain/act-bodies.ts';
import { addDays } from '../../../domain/dates.ts';
import { enquiryStates, openEnquiryActs } from '../../../domain/enquiry.ts';
import type { ApiClient } from '../../../acceptance/demo/client.ts';
import * as story from '../../../acceptance/demo/story.ts';
import { copyNomination } from '../cast.ts';
import { copyEnquiry } from '../copies.ts';
import { reason } from './table.ts';
import type { Ground, Table } from './table.ts';

const places = ['asked', 'answered', 'opinion-asked', 'opinion-answered'] as const;
type Place = (typeof places)[number];

/** A difficulty that a unit raises to the office; and an opinion for which the office asks Sở Nội vụ. */
export async function enquiryPairs(ground: Ground): Promise<Table<EnquiryAct, Place>> {
  const { stack, cast, more } = ground;
  const originals = await carry(ground);
  const unit: [ApiClient, ApiClient] = [cast.officer, cast.head];
  const office: [ApiClient, ApiClient] = [cast.reviewer, cast.officeHead];
  const isOpinion = (place: Place) => place.startsWith('opinion');
  const asked = (place: Place): [ApiClient, ApiClient] =>
    isOpinion(place) ? [cast.appraiser, more.appraiser] : office;
  return {
    places,
    stages: enquiryStates.filter((state) => openEnquiryActs(state).length > 0),
    lines: {
      answer: { by: asked, body: () => ({ text: 'Năm 2025.' }) },
      // It is still asked, of another body.
      forward: {
        by: asked,
        body: ({ place }) => ({ to: isOpinion(place) ? story.DEPARTMENT : story.APPRAISER, reason }),
      },
      close: { by: (place) => (isOpinion(place) ? office : unit), body: () => ({}) },
    },
    copy: (place) => copyEnquiry(stack, originals.get(place)!),
  };
}

async function carry({ stack, cast, today, copies, carried }: Ground): Promise<Map<Place, string>> {
  const originals = new Map<Place, string>();
  const question = { movement: story.MOVEMENT, subject: 'Số liệu', text: 'Năm nào?' };
  const difficulty = story.good(await cast.officer.post<{ id: string }>('/enquiries', question));
  const nomination = await copyNomination(stack, carried.get('office-review')!, copies);
  const asked = { body: story.APPRAISER, question: 'Có khiếu nại không?', dueOn: addDays(today, 10) };
  const opinion = story.good(
    await cast.reviewer.post<{ id: string }>(`/nominations/${nomination}/opinions`, asked),
  );
  for (const [{ id }, client, before, after] of [
    [difficulty, cast.reviewer, 'asked', 'answered'],
    [opinion, cast.appraiser, 'opinion-asked', 'opinion-answered'],
  ] as const) {
    originals.set(before, await copyEnquiry(stack, id));
    story.good(await client.post(`/enquiries/${id}/actions/answer`, { text: 'Năm 2025.' }));
    originals.set(after, await copyEnquiry(stack, id));
  }
  return originals;
}
