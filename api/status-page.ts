import express, { Router } from 'express';
import { z } from 'zod';
import { problems, Refusal } from '../domain/problems.ts';
import { momentText } from '../domain/texts.ts';
import type { ApiDeps } from './deps.ts';
import type { Language } from './endpoint.ts';
import { html, page, style } from './pages.ts';
import type { Html } from './pages.ts';
import { languageOf } from './problem-answers.ts';
import { credentials, logIn, personOf } from './session.ts';
import { statusViews } from './status-views.ts';
import type { StatusView } from './status-views.ts';
import { refuseUnstorable } from './unstorable.ts';

const words = {
  vi: {
    service: 'Thi đua – Khen thưởng',
    about: 'Hệ thống xử lý hồ sơ đề nghị khen thưởng.',
    api: 'Giao diện lập trình (API)',
    login: 'Đăng nhập',
    username: 'Tên đăng nhập',
    password: 'Mật khẩu',
    missing: 'Không tìm thấy',
    why: 'Vì sao ở đây',
    who: 'Chờ',
    since: 'Từ',
    until: 'Hạn',
    then: 'Quá hạn thì',
    story: 'Quá trình xử lý',
    when: 'Thời gian',
    act: 'Việc',
    by: 'Người thực hiện',
    reason: 'Lý do',
    mail: 'Thư đã gửi',
    states: { waiting: 'chờ gửi', sent: 'đã gửi', failed: 'không gửi được' },
  },
  en: {
    service: 'Emulation and commendation',
    about: 'Carries award nominations from proposal to decision.',
    api: 'Programming interface (API)',
    login: 'Log in',
    username: 'User name',
    password: 'Password',
    missing: 'Not found',
    why: 'Why it is here',
    who: 'Waiting for',
    since: 'Since',
    until: 'Until',
    then: 'What happens then',
    story: 'What happened',
    when: 'When',
    act: 'Act',
    by: 'By',
    reason: 'Reason',
    mail: 'Mail',
    states: { waiting: 'waiting', sent: 'sent', failed: 'failed' },
  },
} as const;

/**
 * The plain pages that links in mail lead to: where a case stands, for those who may see it, without any script.
 */
export function statusPages(deps: ApiDeps): Router {
  const router = Router();
  router.get('/', (req, res) => {
    const language = languageOf(req);
    const { service, about, api } = words[language];
    res.type('html').send(
      page(
        language,
        service,
        html`<p>${about}</p>
          <p><a href="/api/docs">${api}</a></p>`,
      ),
    );
  });
  router.get('/status.css', (_req, res) => {
    res.type('css').send(style);
  });
  const readForm = express.urlencoded({ extended: false, limit: '10kb' });
  router.post('/login', readForm, async (req, res) => {
    refuseUnstorable(req.body);
    // Back to one of our pages only.
    const to = z.string().regex(/^\/[\w-]+\/[\w-]+(\?lang=en)?$/);
    const form = z.object({ ...credentials.shape, to }).safeParse(req.body);
    if (!form.success) throw new Refusal('malformed');
    const { to: address, ...given } = form.data;
    const language = address.endsWith('?lang=en') ? 'en' : 'vi';
    try {
      await logIn(deps, res, given);
      res.redirect(303, address);
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure;
      const problem = problems[failure.code];
      res
        .status(problem.status)
        .type('html')
        .send(loginPage(language, address, problem[language]));
    }
  });
  router.get('/:kind/:id', async (req, res, next) => {
    const { kind, id } = req.params;
    const view = Object.hasOwn(statusViews, kind) ? statusViews[kind] : undefined;
    if (!view) {
      next();
      return;
    }
    res.setHeader('Cache-Control', 'no-store');
    const language = languageOf(req);
    const person = await personOf(deps, req);
    if (!person) {
      const address = req.query.lang === 'en' ? `${req.path}?lang=en` : req.path;
      res.type('html').send(loginPage(language, address));
      return;
    }
    const found = z.uuid().safeParse(id).success ? await seen(view(deps, id, person, language)) : null;
    if (found) res.type('html').send(statusPage(language, found));
    else {
      const nothing = html`<p>${problems['not-found'][language]}</p>`;
      res
        .status(404)
        .type('html')
        .send(page(language, words[language].missing, nothing));
    }
  });
  return router;
}

/** The view, or null for what is not there or not for him. */
const seen = (view: Promise<StatusView>): Promise<StatusView | null> =>
  view.catch((failure: unknown) => {
    if (failure instanceof Refusal && failure.code === 'not-found') return null;
    throw failure;
  });

function loginPage(language: Language, to: string, fault?: string): string {
  const { login, username, password } = words[language];
  return page(
    language,
    login,
    html`${fault === undefined ? [] : html`<p role="alert">${fault}</p>`}
      <form method="post" action="/login">
        <input type="hidden" name="to" value="${to}" />
        <p>
          <label for="username">${username}</label>
          <input id="username" name="username" autocomplete="username" required />
        </p>
        <p>
          <label for="password">${password}</label>
          <input id="password" name="password" type="password" autocomplete="current-password" required />
        </p>
        <p><button>${login}</button></p>
      </form>`,
  );
}

function statusPage(language: Language, { title, stage, waiting, timeline }: StatusView): string {
  const word = words[language];
  const row = (label: string, value: string): Html =>
    html`<tr>
      <th scope="row">${label}</th>
      <td>${value}</td>
    </tr>`;
  const when = (at: string): string => momentText(at, language);
  const stateName = (state: string): string =>
    Object.entries(word.states).find(([code]) => code === state)?.[1] ?? state;
  const now =
    waiting === null
      ? []
      : html`<table>
          ${[
            row(word.why, waiting.why),
            row(word.who, waiting.for),
            row(word.since, when(waiting.since)),
            row(word.until, waiting.until),
            row(word.then, waiting.then),
          ]}
        </table>`;
  const lines = timeline.map(
    ({ at, act, by, reason, mail }) =>
      html`<tr>
        <td>${when(at)}</td>
        <td>${act}</td>
        <td>${by}</td>
        <td>${reason ?? ''}</td>
        <td>${mail.map(({ to, state }) => html`<div>${to}: ${stateName(state)}</div>`)}</td>
      </tr>`,
  );
  return page(
    language,
    title,
    html`<p class="stage">${stage}</p>
      ${now}
      <h2>${word.story}</h2>
      <table>
        <thead>
          <tr>
            <th>${word.when}</th>
            <th>${word.act}</th>
            <th>${word.by}</th>
            <th>${word.reason}</th>
            <th>${word.mail}</th>
          </tr>
        </thead>
        <tbody>
          ${lines}
        </tbody>
      </table>`,
  );
}
