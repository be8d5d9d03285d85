import { useQuery } from '@tanstack/react-query';
import { client } from '../client/client.ts';
import type { Unit } from '../client/answers.ts';

/** Every unit, past and present; they change once in a while only. */
export function useUnits() {
  return useQuery({
    queryKey: ['units'],
    staleTime: Infinity,
    queryFn: async () => {
      const all: Unit[] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const query = { limit: 100, ...(cursor ? { cursor } : {}) };
        const { data } = await client.GET('/units', { params: { query } });
        all.push(...(data?.items ?? []));
        cursor = data?.nextCursor ?? null;
      }
      return new Map(all.map((unit) => [unit.code, unit]));
    },
  });
}

/** Names a unit by its code; the code itself until names are there. */
export function useUnitName(): (code: string | null | undefined) => string {
  const { data } = useUnits();
  return (code) => (code ? (data?.get(code)?.name ?? code) : '—');
}

/** With its organization beside it: an office or a phòng of one name is in every Sở. */
export function useUnitNameInFull(): (code: string | null | undefined) => string {
  const { data } = useUnits();
  const unitName = useUnitName();
  return (code) => {
    const organization = code ? data?.get(code)?.organization : undefined;
    return organization && organization !== code
      ? `${unitName(code)}, ${unitName(organization)}`
      : unitName(code);
  };
}
