import express, { Router } from 'express';
import { z } from 'zod';
import { problems, Refusal } from '../domain/problems.ts';
import type { ApiDeps } from './deps.ts';
import { languageOf } from './problem-answers.ts';
import { credentials, logIn, personOf } from './session.ts';
import { statusViews } from './status-views.ts';
import type { StatusView } from './status-views.ts';

/**
 * The plain pages that links in mail lead to: where a case stands, for those who may see it, without any script.
 */
export function statusPages(deps: ApiDeps): Router {
  const router = Router();
  router.get('/', (_req, res) => {
    res.type('html').send(page('Thi đua – Khen thưởng', `<p>Hệ thống xử lý hồ sơ đề nghị khen thưởng.</p>
<p><a href="/api/docs">Giao diện lập trình (API)</a></p>`));
  });
  router.get('/status.css', (_req, res) => {
    res.type('css').send(style);
  });
  router.post('/login', express.urlencoded({ extended: false, limit: '10kb' }), async (req, res) => {
    const form = z.object({ ...credentials.shape, to: z.string().regex(/^\/[\w-]+\/[\w-]+$/) }).safeParse(req.body);
    if (!form.success) throw new Refusal('malformed');
    const { to, ...given } = form.data;
    try {
      await logIn(deps, res, given);
      res.redirect(303, to);
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure;
      const { status, vi } = problems[failure.code];
      res.status(status).type('html').send(loginPage(to, vi));
    }
  });
  router.get('/:kind/:id', async (req, res, next) => {
    const view = statusViews[req.params.kind];
    if (!view) {
      next();
      return;
    }
    res.setHeader('Cache-Control', 'no-store');
    const person = await personOf(deps, req);
    if (!person) {
      res.type('html').send(loginPage(req.path));
      return;
    }
    const found = z.uuid().safeParse(req.params.id).success
      ? await view(deps, req.params.id, person, languageOf(req)).catch((failure: unknown) => {
          if (failure instanceof Refusal && failure.code === 'not-found') return null;
          throw failure;
        })
      : null;
    if (found) res.type('html').send(statusPage(found));
    else res.status(404).type('html').send(page('Không tìm thấy', `<p>${problems['not-found'].vi}</p>`));
  });
  return router;
}

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

const page = (title: string, body: string): string => `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title><link rel="stylesheet" href="/status.css"></head>
<body><main><h1>${escape(title)}</h1>${body}</main></body></html>`;

const loginPage = (to: string, fault?: string): string =>
  page(
    'Đăng nhập',
    `${fault === undefined ? '' : `<p role="alert">${escape(fault)}</p>`}
<form method="post" action="/login"><input type="hidden" name="to" value="${escape(to)}">
<p><label for="username">Tên đăng nhập</label> <input id="username" name="username" autocomplete="username" required></p>
<p><label for="password">Mật khẩu</label> <input id="password" name="password" type="password" autocomplete="current-password" required></p>
<p><button>Đăng nhập</button></p></form>`,
  );

function statusPage({ title, stage, waiting, timeline }: StatusView): string {
  const row = (label: string, value: string) => `<tr><th scope="row">${label}</th><td>${escape(value)}</td></tr>`;
  const when = (at: string) =>
    new Date(at).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'short' });
  return page(
    title,
    `<p class="stage">${escape(stage)}</p>
${
  waiting === null
    ? ''
    : `<table>${row('Vì sao ở đây', waiting.why)}${row('Chờ', waiting.for)}${row('Từ', when(waiting.since))}${row('Hạn', waiting.until)}${row('Quá hạn thì', waiting.then)}</table>`
}
<h2>Quá trình xử lý</h2>
<table><thead><tr><th>Thời gian</th><th>Việc</th><th>Người thực hiện</th><th>Lý do</th></tr></thead>
<tbody>${timeline
      .map(
        (t) =>
          `<tr><td>${when(t.at)}</td><td>${escape(t.act)}</td><td>${escape(t.by)}</td><td>${escape(t.reason ?? '')}</td></tr>`,
      )
      .join('')}</tbody></table>`,
  );
}

const style = `body{font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0}
main{max-width:48rem;margin:0 auto;padding:1rem}
h1{font-size:1.4rem}h2{font-size:1.1rem}
.stage{font-weight:600;color:#7a1010}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #ccc}
input,button{font:inherit;padding:.4rem .6rem}
[role=alert]{color:#7a1010;font-weight:600}`;
