import { isSameName } from '../../domain/identity.ts';
import type { FieldError } from '../../domain/problems.ts';
import type { Tx } from '../../prisma/db.ts';

/**
 * What is wrong with the account that a unit names as the nominee's. It bears the nominee's name: a unit can't keep
 * somebody else from judging by naming them.
 */
export async function subjectPersonFaults(
  tx: Tx,
  { kind, name, person }: { kind: string; name: string; person: string | null | undefined },
): Promise<FieldError[]> {
  if (person === null || person === undefined) return [];
  const path = 'subject.person';
  if (kind !== 'individual') return [{ path, message: 'Chỉ cá nhân có tài khoản.' }];
  const account = await tx.person.findUnique({ where: { id: person }, select: { displayName: true } });
  return account && isSameName(account.displayName, name)
    ? []
    : [{ path, message: 'Không có tài khoản này mang họ tên của người được đề nghị.' }];
}
