import { Router } from 'express';
import type { Request, Response } from 'express';
import { languageOf } from './problem-answers.ts';
import type { Language } from './endpoint.ts';

const documentation = '/api/docs';
const openapi = '/api/v1/openapi.json';

const words = {
  vi: {
    title: 'Thi đua – Khen thưởng',
    about: 'Hệ thống xử lý hồ sơ đề nghị khen thưởng của các phong trào thi đua, từ đề nghị đến quyết định.',
    here: 'Đây là địa chỉ dành cho chương trình (API). Người dùng làm việc trên các trang.',
    pages: 'Các trang làm việc',
    docs: 'Tài liệu của API',
    unbuilt: 'Các trang chưa được dựng trên máy này: chạy lệnh',
  },
  en: {
    title: 'Thi đua – Khen thưởng',
    about: 'Carries the award nominations of emulation movements, from proposal to decision.',
    here: 'This address is for programs (the API). People work on the pages.',
    pages: 'The pages',
    docs: 'The documentation of the API',
    unbuilt: 'The pages are not built on this machine yet: run',
  },
} satisfies Record<Language, unknown>;

/** What the service is and where to go, for whoever comes to the API's own address. */
export function frontPage(): Router {
  const router = Router();
  router.get(['/api', '/api/v1'], (req, res) => {
    const { title, about } = words[languageOf(req)];
    res.vary('Accept');
    if (req.accepts('json', 'html') === 'html') sendFrontPage(req, res);
    else res.json({ name: title, about, pages: '/', documentation, openapi, health: '/health/ready' });
  });
  return router;
}

/** `isUnbuilt`: in place of the pages, where there are none. */
export function sendFrontPage(req: Request, res: Response, { isUnbuilt } = { isUnbuilt: false }): void {
  const language = languageOf(req);
  const { title, about, here, pages, docs, unbuilt } = words[language];
  const toPages = isUnbuilt
    ? `<p>${unbuilt} <code>npm run setup</code>.</p>`
    : `<p>${here}</p>\n<p><a href="/">${pages}</a></p>`;
  res.setHeader('Cache-Control', 'no-store');
  res.vary('Accept-Language');
  res.type('html').send(`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body><h1>${title}</h1>
<p>${about}</p>
${toPages}
<p><a href="${documentation}">${docs}</a> · <a href="${openapi}">OpenAPI</a></p>
</body></html>
`);
}
