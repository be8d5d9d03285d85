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

interface Waiting {
  pending: { id: string }[];
  person?: { id: string };
}

/**
 * A hand whose second person is at hand: what waits for one is confirmed at once, and answered by how things then stand,
 * at the person's address, the one that it was sent to, or where `find` says.
 */
export function byTwo(
  first: Hand,
  second: Hand,
  find?: (asked: Record<string, unknown>) => Promise<Answer>,
): Hand {
  const settled = async (answer: Answer, address: string, body: unknown, status: number): Promise<Answer> => {
    if (answer.status !== 202) return answer;
    const { pending, person } = answer.body as unknown as Waiting;
    for (const { id } of pending) {
      const { status: confirmed } = await second.post(`/pending-changes/${id}/actions/confirm`, {});
      // What a repeat answers was confirmed the first time.
      expect([200, 409]).toContain(confirmed);
    }
    const now = find
      ? await find(body as Record<string, unknown>)
      : await first.get(person ? `/people/${person.id}` : address);
    return { ...now, status };
  };
  return {
    get: (...args) => first.get(...args),
    post: async (address, body, key) => settled(await first.post(address, body, key), address, body, 201),
    patch: async (address, body, version) =>
      settled(await first.patch(address, body, version), address, body, 200),
    put: async (address, body, headers) =>
      settled(await first.put(address, body, headers), address, body, 200),
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
