import { z } from 'zod';
import { ballotKinds } from '../../domain/ballots.ts';
import { nomineeGrounds } from '../../domain/nominee.ts';
import { waitingSchema, workflowSchema } from './nomination-schema.ts';
import { sittingSchema } from './sittings.ts';

const countSchema = z.object({
  issued: z.number().int(),
  collected: z.number().int(),
  valid: z.number().int(),
  approve: z.number().int(),
  disapprove: z.number().int(),
});
export const sessionSummarySchema = z.object({
  id: z.uuid(),
  code: z.string(),
  body: z.string(),
  mode: z.string(),
  ballot: z.enum(ballotKinds),
  scheduledAt: z.string(),
  place: z.string(),
  state: z.string(),
  nominations: z.number().int(),
  version: z.number().int(),
});
export const annulledSchema = z.object({
  ballot: z.number().int(),
  /** So many had been cast, or counted. */
  cast: z.number().int(),
  reason: z.string(),
  at: z.string(),
});
export const itemSchema = z.object({
  nominationId: z.uuid(),
  code: z.string(),
  name: z.string(),
  movement: z.string(),
  award: z.string(),
  /** Of the subject. */
  unit: z.string(),
  position: z.number().int(),
  state: z.string(),
  reason: z.string().nullable(),
  count: countSchema.nullable(),
  base: z.number().int().nullable(),
  needed: z.number().int().nullable(),
});
export const sessionAnswer = sessionSummarySchema.omit({ nominations: true }).extend({
  organization: z.string(),
  /** Until when written opinions are taken. */
  absenteeUntil: z.string().nullable(),
  /** Of one that is adjourned. */
  resumesAt: z.string().nullable(),
  /** The plan's notice period in working days, and whether the invitation came later than that; null without one. */
  notice: z
    .object({ workingDays: z.number().int(), source: z.string(), inviteBy: z.string(), short: z.boolean() })
    .nullable(),
  openedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  members: z.array(
    z.object({
      memberId: z.uuid(),
      name: z.string(),
      councilRole: z.string(),
      position: z.string().nullable(),
      attendance: z.string(),
      substitute: z.object({ name: z.string(), letter: z.uuid().nullable() }).nullable(),
      /** The latest mail about the session that did not reach them and that nobody has seen to; for who leads the council. */
      unreached: z.object({ mail: z.uuid(), since: z.string(), error: z.string().nullable() }).nullable(),
    }),
  ),
  /** Pinned seats that have ended, for who settles them; and the council's seats that may come in their place. */
  ended: z.array(z.object({ memberId: z.uuid(), why: z.enum(['seat', 'role']), since: z.string() })),
  toCome: z.array(z.object({ id: z.uuid(), name: z.string(), councilRole: z.string() })),
  /** Attendance of each sitting: of one that was adjourned, `members` has the last alone. */
  sittings: z.array(sittingSchema),
  quorum: z.object({
    members: z.number().int(),
    needed: z.number().int(),
    have: z.number().int(),
    met: z.boolean(),
  }),
  items: z.array(
    itemSchema.extend({
      ballot: z.number().int(),
      setAside: z.array(z.uuid()),
      /** Members set aside after they had voted by name: their vote counts for nothing. */
      takenBack: z.array(z.uuid()),
      /** Ballots that were annulled before the present one. */
      annulled: z.array(annulledSchema),
      /** Seats of those who are nominated, bear the name, or head what is; seen by who leads the council, while it matters. */
      nominees: z.array(
        z.object({
          memberId: z.uuid(),
          /** Null for who has no account: they are set aside by hand. */
          personId: z.uuid().nullable(),
          displayName: z.string(),
          ground: z.enum(nomineeGrounds),
        }),
      ),
      /** So many seats have voted in the present ballot. */
      cast: z.number().int(),
      /**
       * Seats that the present ballot is given to so far: of those there, and of absent ones that gave an opinion; of a
       * secret ballot that runs, that may give one.
       */
      voters: z.number().int(),
      /** Which have voted, never what: for the secretary and the chair; of a secret ballot once it is closed. */
      voted: z.array(z.uuid()).nullable(),
    }),
  ),
  invitees: z.array(z.object({ name: z.string(), title: z.string().nullable() })),
  tellers: z.array(z.object({ name: z.string(), title: z.string().nullable() })),
  /** Passed nominations that tie for the last places: the chair's word decides, then the head's. */
  tied: z.array(z.uuid()),
  /** Nominations on which the caller has still to vote in the system. */
  toVote: z.array(z.uuid()),
  waiting: waitingSchema.nullable(),
  allowedActions: z.array(z.string()),
  workflow: workflowSchema,
});
