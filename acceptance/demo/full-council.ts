import { randomBytes } from 'node:crypto';
import { addDays, dateOf } from '../../domain/dates.ts';
import type { ApiClient } from './client.ts';
import { inventedWoman } from '../../scripts/invented-names.ts';
import { confirmed, enrol } from './newcomers.ts';
import type { Stage } from './stage.ts';
import * as story from './story.ts';

const { COUNCIL } = story;

interface Seat {
  id: string;
  name: string;
  councilRole: string;
  position: string | null;
  personId: string | null;
  validFrom: string;
  validTo: string | null;
}
export interface Convened {
  id: string;
  state: string;
  members: { memberId: string; name: string; councilRole: string }[];
  quorum: { members: number; needed: number; have: number };
  items: { nominationId: string; state: string; count: { approve: number } | null }[];
}

/**
 * A council of fifteen: ten in the room, the chair among them, two by substitutes with a letter each, three away who
 * answer in writing.
 */
export class FullCouncil {
  private constructor(
    private readonly stage: Stage,
    private readonly substituteIds: string[],
  ) {}

  /** The council that is there gets eight members more; two more people will stand in for members. */
  static async seated(stage: Stage): Promise<FullCouncil> {
    const admin = await stage.as('administrator');
    const at = `/councils/${COUNCIL}`;
    const there = story.good(await admin.get<{ version: number; seats: Seat[] }>(at));
    const more = 15 - there.seats.length;
    const newcomers = Array.from({ length: more }, (_, i) => ({
      username: `uy-vien-${i + 1}`,
      displayName: inventedWoman(200 + i),
      roles: [{ role: 'council-member' as const, unit: COUNCIL }],
    }));
    const standIns = [1, 2].map((n) => ({
      username: `du-thay-${n}`,
      displayName: inventedWoman(300 + n),
      roles: [{ role: 'auditor' as const, unit: COUNCIL }],
    }));
    const ids = await enrol(stage, [...newcomers, ...standIns]);
    const seats = newcomers.map(({ username, displayName }) => ({
      name: displayName,
      councilRole: 'member',
      position: 'Ủy viên',
      personId: ids.get(username) ?? null,
      from: dateOf(stage.now),
    }));
    const kept = there.seats.map(({ validFrom: from, validTo: to, ...seat }) => ({ ...seat, from, to }));
    const asked = story.good(
      await admin.put<{ pending: Parameters<typeof confirmed>[1] }>(
        at,
        { seats: [...kept, ...seats] },
        there.version,
      ),
      202,
    );
    await confirmed(stage, asked.pending);
    return new FullCouncil(
      stage,
      standIns.map(({ username }) => ids.get(username) ?? ''),
    );
  }

  /**
   * A secret ballot on all of them. `yes`: how many of the fifteen say yes to each. Away members answer before the
   * meeting, the others in it.
   */
  async secretBallot(yes: ReadonlyMap<string, number>): Promise<Convened> {
    const { session, act } = await this.planned([...yes.keys()], 'secret');
    const { members } = session;
    // The chair sits first and the secretary after; the last five are not in the room.
    const away = members.slice(12);
    const replaced = members.slice(10, 12);
    for (const seat of away)
      await this.vote(session.id, members.indexOf(seat), await this.memberOf(seat), yes);
    const secretary = await this.stage.as('council-secretary', COUNCIL);
    const letters = [];
    for (const seat of replaced) letters.push({ seat, letter: await letterFor(secretary, seat.memberId) });
    const opened = await act('open', {
      present: members.slice(0, 10).map(({ memberId }) => memberId),
      substitutes: letters.map(({ seat, letter }, i) => ({
        ...{ memberId: seat.memberId, letter, person: this.substituteIds[i] },
        name: inventedWoman(301 + i),
      })),
    });
    this.stage.same(
      'twelve of fifteen seats are filled',
      [opened.quorum.have, opened.quorum.members],
      [12, 15],
    );
    for (const [i, seat] of members.slice(0, 10).entries())
      await this.vote(session.id, i, await this.memberOf(seat), yes);
    for (const [i] of replaced.entries())
      await this.vote(session.id, 10 + i, await this.stage.as('auditor', COUNCIL, i), yes);
    return act('close');
  }

  /** Paper ballots of all fifteen, counted by a Tổ kiểm phiếu. */
  async paperBallot(yes: ReadonlyMap<string, number>): Promise<Convened> {
    const { session, act } = await this.planned([...yes.keys()], 'paper');
    await act('open', { present: session.members.map(({ memberId }) => memberId) });
    await act('appoint-tellers', {
      tellers: [
        { name: inventedWoman(310), title: 'Tổ trưởng' },
        { name: inventedWoman(311), title: 'Thành viên' },
      ],
    });
    for (const [nominationId, approve] of yes)
      await act('record-count', {
        ...{ nominationId, issued: 15, collected: 15, valid: 15 },
        ...{ approve, disapprove: 15 - approve },
      });
    return act('close');
  }

  private async planned(nominationIds: string[], ballot: string) {
    const secretary = await this.stage.as('council-secretary', COUNCIL);
    const session = story.good(
      await secretary.post<Convened>('/council-sessions', {
        ...{ body: COUNCIL, nominationIds, mode: 'meeting', ballot, place: 'Phòng họp tầng 3' },
        scheduledAt: this.stage.now.toISOString(),
        ...(ballot === 'secret'
          ? { absenteeUntil: `${addDays(dateOf(this.stage.now), 1)}T17:00:00+07:00` }
          : {}),
      }),
    );
    const act = async (kind: string, body: unknown = {}) =>
      story.good(await secretary.post<Convened>(`/council-sessions/${session.id}/actions/${kind}`, body));
    await act('convene');
    return { session, act };
  }

  /** A seat's own person: by the name he was enrolled or made with. */
  private memberOf({ name }: { name: string }): Promise<ApiClient> {
    return this.stage.named(name);
  }

  private async vote(
    session: string,
    nth: number,
    voter: ApiClient,
    yes: ReadonlyMap<string, number>,
  ): Promise<void> {
    const votes = [...yes].map(([nominationId, approving]) => ({
      nominationId,
      choice: nth < approving ? 'approve' : 'disapprove',
      receipt: randomBytes(16).toString('base64url'),
    }));
    story.good(await voter.send('POST', `/council-sessions/${session}/ballots`, { votes }));
  }
}

async function letterFor(secretary: ApiClient, memberId: string): Promise<string> {
  const paper = { name: 'giay-cu-du-thay.pdf', bytes: story.pdf(`letter ${memberId}`) };
  return story.good(await secretary.upload<{ id: string }>('/files', paper)).id;
}
