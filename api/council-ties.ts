import { z } from 'zod';
import { breakTie } from '../cases/council-session/break-tie.ts';
import { sessionRef } from '../cases/council-session/agenda.ts';
import { tellAll } from '../cases/tell.ts';
import { breakTieBody } from '../domain/act-bodies.ts';
import { problems, Refusal } from '../domain/problems.ts';
import { mayBreakTie } from '../domain/session-acts.ts';
import { recordOnce } from './acts.ts';
import { endpoint } from './endpoint.ts';
import { loadUnits } from './sight.ts';
import { sessionAnswer } from './views/session-schema.ts';
import { findVisibleSession, sessionView } from './views/session.ts';

/** How long the answer waits for the paths to be told; whom it did not reach, the sweep tells. */
const TELL_WITHIN_MS = 5_000;

export const councilTieEndpoints = [
  endpoint(
    {
      method: 'post',
      path: '/council-sessions/{id}/actions/break-tie',
      tag: 'council-sessions',
      summary:
        "The chair's word on what ties at the cut-line, also after closing; where it leaves a tie, the head's",
      login: true,
      idempotent: true,
      confirmed: true,
      params: z.object({ id: z.uuid() }),
      body: breakTieBody,
      answer: { status: 200, schema: sessionAnswer },
      refusals: [
        'not-found',
        'forbidden',
        'own-proposal',
        'own-nomination',
        'recused',
        'not-in-this-state',
        'not-tied',
      ],
    },
    async (call) => {
      const { deps, person, language } = call;
      const { id } = call.params;
      const units = await loadUnits(deps);
      const by = mayBreakTie(person, await findVisibleSession(deps.db, id, person, units), units);
      if (!by) throw new Refusal('forbidden');
      const { body } = call;
      const at = (await deps.clock()).toISOString();
      const what = { pathKind: 'council-session', pathId: id, kind: 'break-tie', body, by } as const;
      const view = async () =>
        sessionView(deps, await findVisibleSession(deps.db, id, person, units), person, units, language);
      try {
        await recordOnce(call, what, async (tx, actId) => {
          await breakTie(tx, id, body, { actId, by: { personId: person.id, ...by }, at });
          return {};
        });
      } catch (failure) {
        if (!(failure instanceof Refusal) || problems[failure.code].status !== 409) throw failure;
        throw failure.allowing((await view()).allowedActions);
      }
      const { client } = deps.starting;
      await client
        .withDeadline(Date.now() + TELL_WITHIN_MS, () => tellAll(deps.db, deps.starting, sessionRef(id)))
        .catch(() => deps.logger.warn({ sessionId: id }, 'break-tie: not all told'));
      return view();
    },
  ),
];
