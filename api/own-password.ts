import { z } from 'zod';
import { homeOf } from '../cases/shared/home.ts';
import { audit } from '../cases/record.ts';
import { Refusal } from '../domain/problems.ts';
import { hashToken } from './current-person.ts';
import { endpoint } from './endpoint.ts';
import { noteAccess } from './access-trail.ts';
import { putPassword } from './invitations.ts';
import { hashNewPassword, newPassword, passwordFits } from './passwords.ts';
import { sessionTokenOf } from './session-cookies.ts';

export const ownPasswordEndpoints = [
  endpoint(
    {
      method: 'put',
      path: '/session/password',
      tag: 'session',
      summary: 'Change your own password; your other sessions and all your tokens end',
      login: true,
      body: z.strictObject({ current: z.string().min(1).max(1000), password: newPassword }),
      answer: { status: 200, schema: z.object({ username: z.string() }) },
      refusals: ['too-many-requests', 'forbidden'],
    },
    async (call) => {
      const { deps, req, person } = call;
      const { id, username } = person;
      const token = person.viaToken ? null : sessionTokenOf(deps, req);
      if (token === null) throw new Refusal('forbidden');
      const { body } = call;
      await deps.limits.confirmations.attempt(token);
      const { passwordHash: stored } = await deps.db.person.findUniqueOrThrow({ where: { id } });
      if (!(await passwordFits(stored, body.current))) {
        await noteAccess(deps.db, await deps.clock(), id, 'confirmation-failed');
        throw new Refusal('invalid', [{ path: 'current', message: 'Mật khẩu hiện tại không đúng.' }]);
      }
      await deps.limits.confirmations.forget(token);
      const passwordHash = await hashNewPassword(person, body.password);
      const at = (await deps.clock()).toISOString();
      await deps.db.$transaction(async (tx) => {
        const ended = await putPassword(tx, id, passwordHash, hashToken(token));
        const organization = await homeOf(tx, id);
        await audit(tx, organization, at, { personId: id }, 'password-changed', null, { ...ended });
      });
      await deps.limits.logins.forget(username);
      return { username };
    },
  ),
];
