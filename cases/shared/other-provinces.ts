import type { Tx } from '../../prisma/db.ts';

/**
 * Those units that lie under another province than an organization does, climbing from parent to parent. A province
 * that was merged into another lies under that one as well. What lies under no province, as a firm or a central
 * school, is of none; neither has an organization under none any others.
 */
export async function ofOtherProvinces(
  tx: Tx,
  organization: string,
  units: readonly string[],
): Promise<Set<string>> {
  const asked = [organization, ...units];
  const found = await tx.$queryRaw<{ unit: string }[]>`
    WITH RECURSIVE above (unit, code, kind, parent) AS (
      SELECT code, code, kind, "parentCode" FROM "Unit" WHERE code = ANY(${asked})
      UNION
      SELECT a.unit, u.code, u.kind, u."parentCode"
      FROM above a
      LEFT JOIN "UnitSuccession" s
        ON a.kind = 'province' AND s."fromUnit" = a.code AND s.kind IN ('merge', 'rename') AND s.scope = ''
      JOIN "Unit" u ON u.code IN (a.parent, s."toUnit")
    ),
    lies AS (SELECT unit, code AS province FROM above WHERE kind = 'province'),
    own AS (SELECT province FROM lies WHERE unit = ${organization})
    SELECT unit FROM lies
    GROUP BY unit
    HAVING EXISTS (SELECT FROM own) AND NOT bool_or(province IN (SELECT province FROM own))`;
  return new Set(found.map(({ unit }) => unit));
}
