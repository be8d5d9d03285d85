import pg from 'pg';
import { readFileSync } from 'node:fs';
const c = new pg.Client({ host: '127.0.0.1', port: 55999, user: process.env.PGU ?? 'postgres', password: readFileSync('/tmp/chtmp/thi-dua-chaos-1Vn0ym/postgres-password','utf8').trim(), database: process.env.PGD ?? 'postgres' });
await c.connect();
for (const q of process.argv.slice(2)) { const r = await c.query(q); console.log(JSON.stringify(r.rows, null, 0).slice(0, 6000)); }
await c.end();
