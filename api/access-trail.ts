import { homeOf } from '../cases/shared/home.ts';
import { audit } from '../cases/record.ts';
import type { AccessAct } from '../domain/access-acts.ts';
import type { Tx } from '../prisma/db.ts';
import type { Prisma } from '../prisma/generated/client.ts';

/** Of an attempt under a name that nobody has: the organization that no unit is in, read by `npm run audit` alone. */
const NOBODYS = '';

/** Notes how somebody came in or went out, in the trail of the organization whose administrators look after the account. */
export async function noteAccess(
  tx: Tx,
  at: Date,
  personId: string | null,
  action: AccessAct,
  detail: Prisma.InputJsonObject = {},
): Promise<void> {
  const organization = personId === null ? NOBODYS : await homeOf(tx, personId);
  await audit(
    tx,
    organization,
    at.toISOString(),
    personId === null ? null : { personId },
    action,
    null,
    detail,
  );
}
