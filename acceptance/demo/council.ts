import { randomBytes } from 'node:crypto';
import { COUNCIL, DEPARTMENT, good } from './basics.ts';
import type { As } from './basics.ts';

export interface SessionView {
  id: string;
  state: string;
  members: { memberId: string }[];
  items: { nominationId: string; state: string }[];
}

/** A session that is open. `present`: so many of its members; all unless told. */
async function opened(
  as: As,
  ids: string[],
  scheduledAt: string,
  { ballot, council = COUNCIL, present }: { ballot: string; council?: string; present?: number },
) {
  const secretary = await as('council-secretary', council);
  const session = good(
    await secretary.post<SessionView>('/council-sessions', {
      body: council,
      nominationIds: ids,
      mode: 'meeting',
      scheduledAt,
      place: 'Phòng họp tầng 3',
      ballot,
    }),
  );
  const step = async (kind: string, body: unknown = {}) =>
    good(await secretary.post<SessionView>(`/council-sessions/${session.id}/actions/${kind}`, body));
  await step('convene');
  const there = session.members.slice(0, present).map(({ memberId }) => memberId);
  await step('open', { present: there });
  return { id: session.id, hands: there.length, step };
}

/** The council meets: convened, opened, hands counted, closed. `yes`: for all, or for each. */
export async function meet(
  as: As,
  ids: string[],
  scheduledAt: string,
  yes: number | Readonly<Record<string, number>> = 7,
  where: { council?: string; present?: number } = {},
): Promise<SessionView> {
  const { hands, step } = await opened(as, ids, scheduledAt, { ballot: 'show-of-hands', ...where });
  for (const nominationId of ids) {
    const approve = typeof yes === 'number' ? yes : (yes[nominationId] ?? hands);
    await step('record-count', {
      ...{ nominationId, issued: hands, collected: hands, valid: hands },
      ...{ approve, disapprove: hands - approve },
    });
  }
  return step('close');
}

/** The council votes by open ballot: each member present for each nomination, in the system. */
export async function ballot(as: As, ids: string[], scheduledAt: string): Promise<SessionView> {
  const { id, hands, step } = await opened(as, ids, scheduledAt, { ballot: 'open' });
  const chair = await as('council-chair', COUNCIL);
  const members = await Promise.all(
    Array.from({ length: hands - 1 }, (_, i) => as('council-member', COUNCIL, i)),
  );
  for (const member of [chair, ...members])
    good(
      await member.send('POST', `/council-sessions/${id}/ballots`, {
        votes: ids.map((nominationId) => ({
          nominationId,
          choice: 'approve',
          receipt: randomBytes(16).toString('base64url'),
        })),
      }),
    );
  return step('close');
}

/** The Giám đốc agrees with what the council passed. */
export async function conclude(
  as: As,
  sessionId: string,
  agreed: string[],
  organization = DEPARTMENT,
): Promise<SessionView> {
  const head = await as('head', organization);
  return good(
    await head.post<SessionView>(`/council-sessions/${sessionId}/actions/conclude`, { agreed, refused: [] }),
  );
}
