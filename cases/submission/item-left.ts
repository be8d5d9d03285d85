import { z } from 'zod';
import { Refusal } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';
import { dateText } from '../context.ts';
import type { Happening } from '../record.ts';
import { settleItem } from './answered.ts';
import type { Effect } from './effect.ts';
import type { SubmissionRow } from './row.ts';

const newsSchema = z.object({
  nominationId: z.uuid(),
  how: z.enum(['approved', 'returned', 'rejected', 'withdrawn']),
});

/**
 * A nomination went its own way: its appraiser acted in the system, or its unit withdrew it. What is withdrawn
 * after dispatch is corrected by letter to the receiving body.
 * @throws Refusal `case-moved` where its answer is recorded already
 */
export async function itemLeft(tx: Tx, row: SubmissionRow, { body }: Happening): Promise<Effect> {
  const { nominationId, how } = newsSchema.parse(body);
  const item = row.items.find((i) => i.nominationId === nominationId);
  if (item?.state !== 'listed' && item?.state !== 'sent') throw new Refusal({ cause: 'case-moved' });
  await settleItem(tx, row, nominationId, how, null);
  const detail = { nominationId, how };
  if (how !== 'withdrawn' || item.state !== 'sent') return { detail, mail: null };
  const facts = { pathCode: item.nomination.code, number: row.number, decidedOn: dateText(row.signedOn) };
  return { detail, mail: { event: 'correction', facts } };
}
