import { createHash, randomUUID } from 'node:crypto';
import { refuseUnlessHeld } from '../cases/rights.ts';
import type { PathKind } from '../domain/path.ts';
import { Refusal } from '../domain/problems.ts';
import type { RoleAt } from '../domain/roles.ts';
import { Prisma } from '../prisma/generated/client.ts';
import type { Act } from '../prisma/generated/client.ts';
import type { CurrentPerson } from './current-person.ts';
import type { ApiDeps } from './deps.ts';

/** How an act is kept under its key: opened before anything else happens, answered the same for ever after. */

/** What of a call an act needs; every endpoint's call fits. */
export interface ActCall {
  deps: ApiDeps;
  person: CurrentPerson;
  readonly body: unknown;
  headers: { idempotencyKey?: string | undefined };
  /** The one spelling of the address, as `mount.ts` writes it. */
  route: string;
  /** Takes which act of which path it was, for the log. */
  res: { locals: { actId?: string; path?: string } };
}

export interface What {
  /** Of a plan that is filed, or of what administrators write: neither has a path. */
  pathKind: PathKind | 'movement' | 'organization';
  kind: string;
}
interface Opening extends What {
  pathId: string | null;
  /** Of the case, where it is one that a path carries. */
  stay?: string;
}

const nameOf = ({ person, headers, route }: Omit<ActCall, 'body'>) => {
  if (!headers.idempotencyKey) throw new Refusal('idempotency-key-required');
  return { personId: person.id, route, key: headers.idempotencyKey };
};
const hashOf = (body: unknown): string => createHash('sha256').update(canonical(body)).digest('hex');

/** Whether this is a repeat: what it may do was judged the first time. */
export const isRepeat = async (call: ActCall): Promise<boolean> =>
  (await call.deps.db.act.count({ where: nameOf(call) })) > 0;

/** The act that came under this key before, null where none did. @throws Refusal `key-reused` for another body */
export async function knownAct(call: ActCall, body: () => unknown) {
  const act = await call.deps.db.act.findUnique({ where: { personId_route_key: nameOf(call) } });
  if (act) namedInLog(call, act);
  if (act && act.bodyHash !== hashOf(body())) throw new Refusal('key-reused');
  return act;
}

function namedInLog({ res }: Pick<ActCall, 'res'>, act: Act): Act {
  res.locals.actId = act.id;
  if (act.pathId) res.locals.path = `${act.pathKind}:${act.pathId}`;
  return act;
}

/**
 * What a repeat hears before anything is asked of its right: the first answer to the same key and body; or, where the role
 * ended before the act was recorded, that it did. Such an act is taken back, so that nothing is recorded of it later.
 * @returns the first answer, undefined for all that is no such repeat
 * @throws Refusal `right-ended`
 */
export async function answerRepeat(
  call: Omit<ActCall, 'body'>,
  body: () => Promise<unknown>,
): Promise<{ answer: unknown } | undefined> {
  const { db } = call.deps;
  const act = await db.act.findUnique({ where: { personId_route_key: nameOf(call) } });
  if (!act) return undefined;
  if (act.answer !== null)
    return act.bodyHash === hashOf(await body()) ? { answer: namedInLog(call, act).answer } : undefined;
  if (act.state !== 'pending') return undefined;
  try {
    refuseUnlessHeld(call.person, act);
    return undefined;
  } catch (ended) {
    const { count } = await db.act.deleteMany({ where: { id: act.id, state: 'pending' } });
    if (count === 0) return undefined;
    throw ended;
  }
}

/** A new act, or the one that another request of the same key has opened meanwhile. */
export async function openAct(call: ActCall, what: Opening, by: RoleAt, body: unknown) {
  const act = {
    ...what,
    ...nameOf(call),
    bodyHash: hashOf(body),
    body: body as Prisma.InputJsonValue,
    role: by.role,
    unit: by.unit,
    forId: by.forId ?? null,
  };
  const [opened] = await call.deps.db.act.createManyAndReturn({
    data: [{ id: randomUUID(), ...act, state: 'pending', createdAt: new Date() }],
    skipDuplicates: true,
  });
  if (opened) return namedInLog(call, opened);
  const known = await knownAct(call, () => body);
  // Taken back between the two by a refusal of the same key: the client repeats.
  if (!known) throw new Refusal('outcome-unknown');
  return known;
}

/** The first answer stays the answer. */
export async function keepAnswer(
  { deps }: ActCall,
  actId: string,
  answer: unknown,
  heard = false,
): Promise<void> {
  await deps.db.act.updateMany({
    where: { id: actId, answer: { equals: Prisma.AnyNull } },
    data: { answer: answer as Prisma.InputJsonValue, ...(heard ? { unheard: false } : {}) },
  });
}

export async function answerOf<T>({ deps }: ActCall, actId: string): Promise<T> {
  const { answer } = await deps.db.act.findUniqueOrThrow({ where: { id: actId }, select: { answer: true } });
  return answer as T;
}

/** JSON with its keys in order, so that the same body has the same hash however it was written. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object')
    return `{${Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
      .join(',')}}`;
  // JSON has no undefined: a body that is absent counts as null.
  return value === undefined ? 'null' : JSON.stringify(value);
}
