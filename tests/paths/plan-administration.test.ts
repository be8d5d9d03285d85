import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { ApiClient } from '../../acceptance/demo/client.ts';
import * as story from '../../acceptance/demo/story.ts';
import { addPerson } from '../support/cast.ts';
import { startStack } from '../support/stack.ts';
import type { Stack } from '../support/stack.ts';

/** Who may file whose plan. What administers nothing of it hears that, and nothing is filed. */
const HA_TINH = 'chao-mung-190-nam-ha-tinh-2021';

interface Source {
  title: string;
  issuer: { unit: string };
  lead: { body: string };
  bodies: Record<string, { name: string; unit?: string; function?: string }>;
}

let stack: Stack;
let hungYen: ApiClient;
let haTinh: ApiClient;
/** Of the province, with a role that judges as well. */
let above: ApiClient;
beforeAll(async () => {
  stack = await startStack(import.meta.filename);
  // Whoever the first data has there would serve it.
  await stack.deps.db.roleHolding.deleteMany({ where: { role: 'administrator' } });
  const administrator = (username: string, unit: string) =>
    addPerson(stack, username, { role: 'administrator', unit });
  hungYen = await administrator('quan-tri-hung-yen', story.DEPARTMENT);
  haTinh = await administrator('quan-tri-ha-tinh', sourceOf(HA_TINH).issuer.unit);
  above = await addPerson(
    stack,
    'quan-tri-toan-he',
    { role: 'administrator', unit: story.PROVINCE },
    { role: 'office-reviewer', unit: story.LEAD },
  );
}, 120_000);
afterAll(() => stack.stop());

const sourceOf = (code: string): Source => parse(readFileSync(`movements/${code}.yaml`, 'utf8')) as Source;
let titles = 0;
/** Another plan each time, by POST and by PUT. */
async function filed(client: ApiClient, code: string, change: (plan: Source) => void = () => undefined) {
  const plan = sourceOf(code);
  titles += 1;
  plan.title = `${plan.title} (${String(titles)})`;
  change(plan);
  const before = await versionOf(code);
  const put = await client.file<{ code?: string }>(`/movements/${code}`, stringify(plan), before);
  titles += 1;
  plan.title = `${plan.title} (${String(titles)})`;
  const post = await client.file<{ code?: string }>('/movements', stringify(plan));
  const answers = [put, post].map(({ status, body }) => (status < 300 ? status : body.code));
  return [...answers, (await versionOf(code)) - before];
}
const versionOf = async (code: string) =>
  (await stack.deps.db.movement.findUniqueOrThrow({ where: { code } })).current;
const refused = ['other-organization', 'other-organization', 0];
const done = [200, 201, 2];

describe('a plan is filed', () => {
  it('by an administrator of the organization whose office leads it, and by no other', async () => {
    expect(await filed(hungYen, HA_TINH)).toEqual(refused);
    expect(await filed(haTinh, story.MOVEMENT)).toEqual(refused);
    expect(await filed(haTinh, HA_TINH)).toEqual(done);
    expect(await filed(hungYen, story.MOVEMENT)).toEqual(done);
  });

  it('only by who also administers the office that led it so far: naming one’s own takes none over', async () => {
    const takeOver = (plan: Source) => {
      plan.bodies[plan.lead.body] = { name: 'Văn phòng', unit: story.LEAD };
    };
    expect(await filed(hungYen, HA_TINH, takeOver)).toEqual(refused);
  });

  it('by who administers above only where the organization has no administrator of its own', async () => {
    expect(await filed(above, story.MOVEMENT)).toEqual(refused);
    const roles = { role: 'administrator', unit: story.DEPARTMENT };
    await stack.deps.db.roleHolding.updateMany({ where: roles, data: { validTo: new Date('2021-12-31') } });
    try {
      expect(await filed(above, story.MOVEMENT)).toEqual(done);
    } finally {
      await stack.deps.db.roleHolding.updateMany({ where: roles, data: { validTo: null } });
    }
  });
});

describe('who administers the whole deployment', () => {
  const named = async <T>(work: () => Promise<T>): Promise<T> => {
    const { settings } = stack.deps;
    const before = settings.deploymentAdministrators;
    Object.assign(settings, { deploymentAdministrators: ['quan-tri-toan-he'] });
    try {
      return await work();
    } finally {
      Object.assign(settings, { deploymentAdministrators: before });
    }
  };

  it('is there only where a setting names them, and then serves every organization', async () => {
    expect(await filed(above, HA_TINH)).toEqual(refused);
    expect(await named(() => filed(above, HA_TINH))).toEqual(done);
    expect(await filed(above, HA_TINH)).toEqual(refused);
  });

  it('judges nothing, whatever other roles they hold', async () => {
    const rolesOf = async () => {
      const { user } = story.good(await above.get<{ user: { roles: { role: string }[] } }>('/session'));
      return user.roles.map(({ role }) => role).sort();
    };
    expect(await rolesOf()).toEqual(['administrator', 'office-reviewer']);
    expect(await named(rolesOf)).toEqual(['administrator']);
  });

  it('is alone in serving what has no administrator up to its top', async () => {
    const roles = { role: 'administrator', unit: sourceOf(HA_TINH).issuer.unit };
    await stack.deps.db.roleHolding.updateMany({ where: roles, data: { validTo: new Date('2021-12-31') } });
    expect(await named(() => filed(hungYen, HA_TINH))).toEqual(refused);
    expect(await named(() => filed(above, HA_TINH))).toEqual(done);
    // Where nobody is named, it is not locked out.
    expect(await filed(hungYen, HA_TINH)).toEqual(done);
  });
});
