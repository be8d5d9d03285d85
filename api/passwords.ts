import { hash, verify } from '@node-rs/argon2';
import { z } from 'zod';
import { PASSWORD_LEAST } from '../domain/passwords.ts';
import { Refusal } from '../domain/problems.ts';

/** Argon2id with OWASP's parameters: 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, parameters);

/** ASVS 5.0, 6.2: at least 8 characters, well over 64 allowed, and no rule about which. */
export const newPassword = z
  .string()
  .min(PASSWORD_LEAST, `Mật khẩu phải có ít nhất ${PASSWORD_LEAST} ký tự.`)
  .max(200);

/** @throws Refusal `invalid` for a password that holds the person's own name of login */
export async function hashNewPassword(username: string, password: string): Promise<string> {
  const name = username.toLowerCase();
  if (name.length > 3 && password.toLowerCase().includes(name))
    throw new Refusal('invalid', [{ path: 'password', message: 'Mật khẩu không được chứa tên đăng nhập.' }]);
  return hashPassword(password);
}

const nobody = hashPassword('nobody has this password');

/** Takes the same time for an unknown person as for a wrong password. */
export async function passwordFits(stored: string | null | undefined, password: string): Promise<boolean> {
  const fits = await verify(stored ?? (await nobody), password);
  return fits && stored !== null && stored !== undefined;
}
