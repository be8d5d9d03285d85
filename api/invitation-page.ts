import express, { Router } from 'express';
import { z } from 'zod';
import { problems, Refusal } from '../domain/problems.ts';
import type { ApiDeps } from './deps.ts';
import type { Language } from './endpoint.ts';
import { invitationToken, newPassword, openInvitation, setPassword } from './invitations.ts';
import { html, page } from './pages.ts';
import type { Html } from './pages.ts';
import { languageOf } from './problem-answers.ts';
import { isStorable, refuseUnstorable } from './unstorable.ts';

const words = {
  vi: {
    title: 'Đặt mật khẩu',
    username: 'Tên đăng nhập',
    password: 'Mật khẩu mới (ít nhất 8 ký tự)',
    done: 'Đã đặt mật khẩu. Đồng chí có thể đăng nhập với tên',
  },
  en: {
    title: 'Set a password',
    username: 'User name',
    password: 'New password (at least 8 characters)',
    done: 'The password is set. You can log in as',
  },
} as const;

/**
 * The plain page behind the link of an invitation, without any script. Looking at it uses nothing up: mail programs
 * follow links before people do.
 */
export function invitationPages(deps: ApiDeps): Router {
  const router = Router();
  router.get('/invitations/:token', async (req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    const language = languageOf(req);
    const { token } = req.params;
    const found = isStorable(token) ? await openInvitation(deps, token) : null;
    if (found) res.type('html').send(formPage(language, token, found.person.username));
    else
      res
        .status(404)
        .type('html')
        .send(faultPage(language, new Refusal('invitation-void')));
  });
  const readForm = express.urlencoded({ extended: false, limit: '10kb' });
  router.post('/invitations', readForm, async (req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    refuseUnstorable(req.body);
    const form = z.object({ token: invitationToken, password: z.string().max(1000) }).safeParse(req.body);
    if (!form.success) throw new Refusal('malformed');
    const { token, password } = form.data;
    const language = languageOf(req);
    try {
      const fit = newPassword.safeParse(password);
      if (!fit.success)
        throw new Refusal(
          'invalid',
          fit.error.issues.map(({ message }) => ({ path: 'password', message })),
        );
      const { username } = await setPassword(deps, { token, password: fit.data });
      const { title, done } = words[language];
      res.type('html').send(page(language, title, html`<p>${done} ${username}.</p>`));
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure;
      const found = failure.code === 'invalid' ? await openInvitation(deps, token) : null;
      res
        .status(problems[failure.code].status)
        .type('html')
        .send(
          found
            ? formPage(language, token, found.person.username, alertOf(language, failure))
            : faultPage(language, failure),
        );
    }
  });
  return router;
}

const alertOf = (language: Language, { code, errors }: Refusal): Html =>
  html`<p role="alert">${errors.map(({ message }) => message).join(' ') || problems[code][language]}</p>`;

const faultPage = (language: Language, fault: Refusal): string =>
  page(language, words[language].title, alertOf(language, fault));

function formPage(language: Language, token: string, username: string, fault: Html | Html[] = []): string {
  const { title, username: name, password } = words[language];
  return page(
    language,
    title,
    html`${fault}
      <form method="post" action="/invitations">
        <input type="hidden" name="token" value="${token}" />
        <p>
          <label for="username">${name}</label>
          <input id="username" value="${username}" autocomplete="username" readonly />
        </p>
        <p>
          <label for="password">${password}</label>
          <input id="password" name="password" type="password" autocomplete="new-password" required />
        </p>
        <p><button>${title}</button></p>
      </form>`,
  );
}
