import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { addDays, dateOf } from '../../../domain/dates.ts';
import type { Answer, Service } from './service.ts';

export const today = dateOf(new Date());
export const yesterday = addDays(today, -1);
export const tomorrow = addDays(today, 1);

/** The paths of a refusal's errors. */
export const paths = ({ body }: Answer): string[] =>
  ((body.errors ?? []) as { path: string }[]).map(({ path }) => path);

export interface Hand {
  get(address: string): Promise<Answer>;
  post(address: string, body: unknown, key?: string): Promise<Answer>;
  patch(address: string, body: unknown, version?: number): Promise<Answer>;
  put(address: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
}

/** What somebody sends, with the headers that each method needs. */
export function handOf(service: Service, cookie: string): Hand {
  return {
    get: (address) => service.send('GET', `/api/v1${address}`, { headers: { cookie } }),
    post: (address, body, key = randomUUID()) =>
      service.json('POST', address, body, { cookie, 'idempotency-key': key }),
    patch: (address, body, version) =>
      service.json('PATCH', address, body, {
        cookie,
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      }),
    put: (address, body, headers = {}) => service.json('PUT', address, body, { cookie, ...headers }),
  };
}

/** The details of the audit's entries of a kind, oldest first. */
export async function audited(service: Service, action: string): Promise<unknown[]> {
  const rows = await service.deps.db.auditEntry.findMany({ where: { action }, orderBy: { id: 'asc' } });
  return rows.map(({ detail }) => detail);
}

/** That nobody but an administrator may write here, whatever he sends. */
export async function expectAdministratorsOnly(
  service: Service,
  method: 'POST' | 'PATCH' | 'PUT',
  address: string,
): Promise<void> {
  const headers = { 'idempotency-key': randomUUID(), 'if-match': '"1"' };
  const stranger = await service.json(method, address, {}, headers);
  expect([method, address, stranger.status]).toEqual([method, address, 401]);
  const cookie = await service.logIn('officer');
  const officer = await service.json(method, address, {}, { ...headers, cookie });
  expect([method, address, officer.status]).toEqual([method, address, 403]);
}
