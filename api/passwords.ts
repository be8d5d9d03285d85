import { hash, verify } from '@node-rs/argon2';
import { z } from 'zod';
import { PASSWORD_LEAST, PASSWORD_MOST } from '../domain/passwords.ts';
import { Refusal } from '../domain/problems.ts';
import { isEasilyGuessed } from './password-strength.ts';
import type { Owner } from './password-strength.ts';

/** Argon2id with OWASP's parameters: 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** In NFC: one keyboard writes “ậ” as one character, another as three. */
export const hashPassword = (password: string): Promise<string> =>
  hash(password.normalize('NFC'), parameters);

/** Long enough, and no rule about which signs (SP 800-63B-4 3.1.1.2, ASVS 5.0 6.2). */
export const newPassword = z
  .string()
  .max(PASSWORD_MOST)
  .refine((password) => password.normalize('NFC').length >= PASSWORD_LEAST, {
    error: `Mật khẩu phải có ít nhất ${PASSWORD_LEAST} ký tự.`,
  });

/** @throws Refusal `invalid` for a password that is easily guessed */
export async function hashNewPassword(owner: Owner, password: string): Promise<string> {
  if (isEasilyGuessed(password, owner))
    throw new Refusal('invalid', [
      {
        path: 'password',
        message:
          'Mật khẩu này dễ đoán (phổ biến, theo quy luật, hoặc có tên của đồng chí). Hãy ghép vài từ không liên quan.',
      },
    ]);
  return hashPassword(password);
}

const nobody = hashPassword('nobody has this password');

/**
 * Takes the same time for an unknown person as for a wrong password. A hash from before passwords were put in NFC is of
 * what the keyboard sent: where that can be another text, it is tried as well.
 */
export async function passwordFits(stored: string | null | undefined, password: string): Promise<boolean> {
  const against = stored ?? (await nobody);
  const forms = new Set([password.normalize('NFC'), password, password.normalize('NFD')]);
  for (const form of forms) if (await verify(against, form)) return stored !== null && stored !== undefined;
  return false;
}
