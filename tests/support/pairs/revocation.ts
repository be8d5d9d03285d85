import { randomUUID } from 'node:crypto';
import type { RevocationAct } from '../../../domain/act-bodies.ts';
import { isRevocationOver, revocationStates } from '../../../domain/revocation.ts';
import * as story from '../../../acceptance/demo/story.ts';
import { copyNomination } from '../cast.ts';
import { copyRevocation } from '../copies.ts';
import { reason } from './table.ts';
import type { Ground, Table } from './table.ts';

const places = ['another-thing', 'the-certificate', 'the-money'] as const;
type Place = (typeof places)[number];

/** An award that is taken back, with money: two write down that the same has come back, or each another thing. */
export async function revocationPairs({
  stack,
  cast,
  today,
  copies,
  carried,
}: Ground): Promise<Table<RevocationAct, Place>> {
  const nomination = await copyNomination(stack, carried.get('decision')!, copies);
  const paper = { number: randomUUID(), decidedOn: today };
  const decision = { ...paper, outcome: 'award', signedBy: 'Trần Tùng Chuẩn' };
  await story.act(cast.director, nomination, 'decide', decision);
  const revoked = { ...paper, number: randomUUID(), ground: 'false-achievement', reason };
  story.good(await cast.director.post(`/nominations/${nomination}/actions/revoke`, revoked));
  const { id } = await stack.deps.db.revocation.findUniqueOrThrow({ where: { nominationId: nomination } });
  const whatOf = (place: Place, nth: number) =>
    place === 'the-money' || (place === 'another-thing' && nth === 1) ? 'money' : 'items';
  return {
    places,
    stages: revocationStates.filter((state) => !isRevocationOver(state)),
    lines: {
      'record-return': {
        by: () => [cast.reviewer, cast.officeHead],
        body: ({ place, nth }) => ({ what: whatOf(place, nth), on: today }),
      },
    },
    copy: () => copyRevocation(stack, id, copies),
  };
}
