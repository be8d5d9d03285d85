import { homeOf } from '../activities/home.ts';
import { audit } from '../activities/record.ts';
import type { AccessAct } from '../domain/access-acts.ts';
import type { Tx } from '../prisma/db.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { ApiDeps } from './deps.ts';

/** Of an attempt under a name that nobody has: the organization that no unit is in, read by `npm run audit` alone. */
const NOBODYS = '';

/** Notes how somebody came in or went out, in the trail of the organization whose administrators look after the account. */
export async function noteAccess(
  { db, clock }: Pick<ApiDeps, 'db' | 'clock'>,
  personId: string | null,
  action: AccessAct,
  detail: Prisma.InputJsonObject = {},
  tx: Tx = db,
): Promise<void> {
  const at = (await clock()).toISOString();
  const organization = personId === null ? NOBODYS : await homeOf(tx, personId);
  await audit(tx, organization, at, personId === null ? null : { personId }, action, null, detail);
}
