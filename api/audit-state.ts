import { z } from 'zod';
import { auditHead } from '../cases/shared/audit/seal.ts';
import { findingCodes } from '../cases/shared/audit/findings.ts';
import type { FindingCode } from '../cases/shared/audit/findings.ts';
import { hasExcessRights } from '../prisma/roles.ts';
import { organizationOf, withPredecessors } from '../domain/organization.ts';
import { endpoint } from './endpoint.ts';
import { loadUnits } from './sight.ts';

const codes = Object.keys(findingCodes) as [FindingCode, ...FindingCode[]];
const findingSchema = z.object({ code: z.enum(codes), where: z.string() });

const stateSchema = z.object({
  chains: z.array(
    z.object({ organization: z.string(), position: z.number().int(), hash: z.string() }).meta({
      description: 'The last link of the chain of each organization that the auditor sees',
    }),
  ),
  waiting: z.number().int().meta({ description: 'Entries of the deployment that wait for their seal' }),
  lastCheck: z
    .object({
      at: z.string(),
      found: z.number().int(),
      kinds: z.array(z.object({ code: z.enum(codes), count: z.number().int() })),
      headsKept: z.boolean(),
    })
    .nullable()
    .meta({ description: "The day's check of the whole record; what and where is `npm run audit`'s to say" }),
  rolesApart: z.boolean().meta({
    description: "Whether the service's database role may do what the list of rights says, and no more",
  }),
});

export const auditStateEndpoints = [
  endpoint(
    {
      method: 'get',
      path: '/audit/state',
      tag: 'audit',
      summary: "Where the trail's chains stand, and what the last check of the whole record came to",
      login: true,
      roles: ['auditor'],
      answer: { status: 200, schema: stateSchema },
    },
    async ({ deps, person }) => {
      const { db } = deps;
      const units = await loadUnits(deps);
      const audited = person.roles.filter(({ role }) => role === 'auditor');
      const own = new Set(audited.map(({ unit }) => organizationOf(units, unit)));
      const chains = [];
      for (const organization of new Set(withPredecessors(units, [...own]))) {
        const head = await auditHead(db, organization);
        // What became one of theirs before the service was there has no chain.
        if (own.has(organization) || head.position > 0) chains.push({ organization, ...head });
      }
      const last = await db.auditCheck.findFirst({ orderBy: { id: 'desc' } });
      return {
        chains,
        waiting: await db.unsealedEntry.count(),
        lastCheck: last && {
          at: last.at.toISOString(),
          found: last.found,
          kinds: kindsOf(z.array(findingSchema).parse(last.findings)),
          headsKept: last.writtenTo !== null,
        },
        rolesApart: !(await hasExcessRights(db)),
      };
    },
  ),
];

/** Of those that are named, how many there are of each kind. */
function kindsOf(findings: readonly z.infer<typeof findingSchema>[]) {
  const counts = new Map<FindingCode, number>();
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => ({ code, count }));
}
