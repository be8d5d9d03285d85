import type { PathKind } from '../../../domain/path.ts';
import type { Tx } from '../../../prisma/db.ts';
import type { Standing } from '../../case.ts';
import type { PathRow, Recorder } from '../../record.ts';

/** Where cases stand whose dates are said anew by their state: by what they wait for, and what they will do by themselves. */
export async function standingsOf<Row extends PathRow>(
  tx: Tx,
  kind: PathKind,
  recorder: Pick<Recorder<Row>, 'state'>,
  rows: readonly Row[],
  at: string,
): Promise<Standing[]> {
  const found: Standing[] = [];
  for (const row of rows) {
    const { waiting, timetable } = await recorder.state(tx, row, new Set(), at);
    const { until = null, provisional } = waiting ?? {};
    found.push({
      path: { kind, id: row.id },
      due: until,
      text: JSON.stringify([until, provisional, timetable]),
    });
  }
  return found;
}
