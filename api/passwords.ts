import { hash, verify } from '@node-rs/argon2';
import { z } from 'zod';
import { PASSWORD_LEAST, PASSWORD_MOST } from '../domain/passwords.ts';
import { Refusal } from '../domain/problems.ts';
import { isEasilyGuessed } from './password-strength.ts';
import type { Owner } from './password-strength.ts';

/** Argon2id with OWASP's parameters: 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * As RFC 8265 4.2.2 (OpaqueString) has it: in NFC, since one keyboard writes “ậ” as one character and another as two or
 * three, and with the one blank for all its kinds, since what was copied may have others.
 */
const opaque = (password: string): string => password.replace(/\p{Zs}/gu, ' ').normalize('NFC');

/** The mark of a tone is a key of its own on Windows' Vietnamese keyboard, after a letter that is whole. */
const asWindowsTypes = (password: string): string =>
  password.normalize('NFD').replace(/(\p{L})(\p{M}+)/gu, (_whole, letter: string, marks: string) => {
    const tone = marks.match(/[\u0300\u0301\u0303\u0309\u0323]/gu) ?? [];
    const other = marks.replace(/[\u0300\u0301\u0303\u0309\u0323]/gu, '');
    return `${`${letter}${other}`.normalize('NFC')}${tone.join('')}`;
  });

export const hashPassword = (password: string): Promise<string> => hash(opaque(password), parameters);

/** Long enough, and no rule about which signs (SP 800-63B-4 3.1.1.2, ASVS 5.0 6.2). */
export const newPassword = z
  .string()
  .max(PASSWORD_MOST)
  .refine((password) => opaque(password).length >= PASSWORD_LEAST, {
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
 * Takes the same time for an unknown person as for a wrong password. A hash from before passwords were put into one form is
 * of what the keyboard sent: where that can be another text, each is tried.
 */
export async function passwordFits(stored: string | null | undefined, password: string): Promise<boolean> {
  const against = stored ?? (await nobody);
  const forms = new Set([
    ...[opaque(password), password, password.normalize('NFC'), password.normalize('NFD')],
    asWindowsTypes(password),
  ]);
  for (const form of forms) if (await verify(against, form)) return stored !== null && stored !== undefined;
  return false;
}
