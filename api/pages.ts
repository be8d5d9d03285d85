import type { Language } from './endpoint.ts';

/** Markup, told apart from text so that text cannot come into a page unescaped. */
export class Html {
  constructor(readonly markup: string) {}
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** A template whose values are escaped, unless they are markup themselves. */
export const html = (parts: TemplateStringsArray, ...values: (string | Html | Html[])[]): Html =>
  new Html(
    parts.reduce((all, part, i) => {
      const value = values[i - 1] ?? '';
      const given = typeof value === 'string' ? escape(value) : markupOf(value);
      return all + given + part;
    }),
  );

const markupOf = (value: Html | Html[]): string =>
  (Array.isArray(value) ? value : [value]).map(({ markup }) => markup).join('\n');

export const page = (language: Language, title: string, body: Html): string =>
  html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="/status.css" />
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`.markup;

export const style = `body{font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0}
main{max-width:60rem;margin:0 auto;padding:1rem}
h1{font-size:1.4rem}h2{font-size:1.1rem}
.stage{font-weight:600;color:#7a1010}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #ccc}
input,button{font:inherit;padding:.4rem .6rem}
[role=alert]{color:#7a1010;font-weight:600}`;
