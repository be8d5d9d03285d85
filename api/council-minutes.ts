import { z } from 'zod';
import type { CouncilMinutes } from '../documents/types.ts';
import { refuseChangedBallots } from '../cases/council-session/recount.ts';
import { renderCouncilMinutes } from '../documents/council-minutes.ts';
import { renderTallyRecord } from '../documents/tally-record.ts';
import { docxType } from '../domain/media-types.ts';
import { endpoint, sent } from './endpoint.ts';
import { noteReading } from './readings.ts';
import { loadUnits } from './sight.ts';
import { minutesOf } from './views/council-minutes.ts';
import { findVisibleSession } from './views/session.ts';

/** The papers of a session, drawn from the record each time: they follow its conclusion and a tie that is broken. */
const papers: {
  path: 'minutes' | 'tally';
  file: string;
  summary: string;
  render: (minutes: CouncilMinutes) => Promise<Buffer>;
}[] = [
  {
    path: 'minutes',
    file: 'bien-ban',
    summary: 'The minutes (biên bản họp), once the vote is closed',
    render: renderCouncilMinutes,
  },
  {
    path: 'tally',
    file: 'bien-ban-kiem-phieu',
    summary: 'The record of the count (biên bản kiểm phiếu), once the vote is closed',
    render: renderTallyRecord,
  },
];

export const councilMinutesEndpoints = papers.map(({ path, file, summary, render }) =>
  endpoint(
    {
      method: 'get',
      path: `/council-sessions/{id}/${path}.docx`,
      tag: 'council-sessions',
      summary,
      login: true,
      params: z.object({ id: z.uuid() }),
      answer: { status: 200, contentType: docxType },
      refusals: ['not-found', 'not-in-this-state', 'box-mismatch'],
    },
    async ({ deps, person, params: { id }, res }) => {
      const units = await loadUnits(deps);
      const row = await findVisibleSession(deps.db, id, person, units);
      const minutes = await minutesOf(deps.db, row);
      await refuseChangedBallots(deps.db, row.id);
      const { organization } = row;
      const read = {
        path: { kind: 'council-session', id } as const,
        organization,
        paper: `${path}.docx` as const,
      };
      await noteReading({ deps, person, units }, read);
      const paper = await render(minutes);
      res
        .type(docxType)
        .set('Content-Disposition', `attachment; filename="${file}-${row.code}.docx"`)
        .set('X-Content-Type-Options', 'nosniff')
        .send(paper);
      return sent;
    },
  ),
);
