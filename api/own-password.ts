import { z } from 'zod';
import { audit } from '../activities/record.ts';
import { Refusal } from '../domain/problems.ts';
import { hashToken } from './current-person.ts';
import { endpoint } from './endpoint.ts';
import { putPassword } from './invitations.ts';
import { hashNewPassword, newPassword, passwordFits } from './passwords.ts';
import { sessionTokenOf } from './session.ts';

export const ownPasswordEndpoints = [
  endpoint(
    {
      method: 'put',
      path: '/session/password',
      tag: 'session',
      summary: 'Change your own password; your other sessions end',
      login: true,
      body: z.strictObject({ current: z.string().min(1).max(1000), password: newPassword }),
      answer: { status: 200, schema: z.object({ username: z.string() }) },
      refusals: ['too-many-requests'],
    },
    async ({ deps, req, person, body }) => {
      const { id, username, organization } = person;
      await deps.limits.attemptLogin(username);
      const { passwordHash: stored } = await deps.db.person.findUniqueOrThrow({ where: { id } });
      if (!(await passwordFits(stored, body.current)))
        throw new Refusal('invalid', [{ path: 'current', message: 'Mật khẩu hiện tại không đúng.' }]);
      await deps.limits.forgetAttempts(username);
      const passwordHash = await hashNewPassword(username, body.password);
      const at = (await deps.clock()).toISOString();
      const kept = { tokenHash: hashToken(sessionTokenOf(deps, req) ?? '') };
      await deps.db.$transaction(async (tx) => {
        await putPassword(tx, id, passwordHash, kept);
        await audit(tx, organization, at, null, 'password-changed', null, { person: id });
      });
      return { username };
    },
  ),
];
