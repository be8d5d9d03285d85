import type { DateText } from '../../domain/dates.ts';

interface RoleOf {
  personId: string;
  role: string;
  unit: string;
}

/** What the trail says of rights and of what was done by them, as plain data. */
export type RightsEntry =
  | ({ entry: 'act'; act: string; workflowId: string; forId: string | null; on: DateText } & RoleOf)
  | { entry: 'account'; personId: string; disabled: boolean }
  /** `to`: the last day, null for a role without one. */
  | ({ entry: 'role'; to: DateText | null } & RoleOf)
  | {
      entry: 'delegation';
      id: string;
      delegatorId: string;
      delegateId: string;
      role: string;
      unit: string;
      from: DateText;
      to: DateText;
    }
  | { entry: 'revoked'; id: string };

export interface Rights {
  /** Held from before the run. */
  heldBefore: readonly RoleOf[];
  /** In the order in which the trail has them: the end of a right waits for what is being recorded by it. */
  trail: readonly RightsEntry[];
}

const NO_LAST_DAY = '9999-12-31';
const keyOf = ({ personId, role, unit }: RoleOf): string => `${personId} ${role} ${unit}`;

/** What everybody may act as, entry by entry of the trail. */
class Standing {
  private readonly disabled = new Set<string>();
  private readonly lastDays: Map<string, DateText>;
  private readonly lent = new Map<string, Extract<RightsEntry, { entry: 'delegation' }>>();

  constructor(heldBefore: readonly RoleOf[]) {
    this.lastDays = new Map(heldBefore.map((held) => [keyOf(held), NO_LAST_DAY]));
  }

  take(entry: Exclude<RightsEntry, { entry: 'act' }>): void {
    switch (entry.entry) {
      case 'account':
        if (entry.disabled) this.disabled.add(entry.personId);
        else this.disabled.delete(entry.personId);
        return;
      case 'role':
        this.lastDays.set(keyOf(entry), entry.to ?? NO_LAST_DAY);
        return;
      case 'delegation':
        this.lent.set(entry.id, entry);
        return;
      case 'revoked':
        this.lent.delete(entry.id);
    }
  }

  allows({ forId, on, ...acted }: Extract<RightsEntry, { entry: 'act' }>): boolean {
    const { personId, role, unit } = acted;
    if (this.disabled.has(personId)) return false;
    if (forId === null) return this.holds(acted, on);
    const isLent = [...this.lent.values()].some(
      (lent) =>
        lent.delegateId === personId &&
        lent.delegatorId === forId &&
        lent.role === role &&
        lent.unit === unit &&
        lent.from <= on &&
        on <= lent.to,
    );
    return isLent && !this.disabled.has(forId) && this.holds({ personId: forId, role, unit }, on);
  }

  private holds(held: RoleOf, on: DateText): boolean {
    return on <= (this.lastDays.get(keyOf(held)) ?? '');
  }
}

/** Acts that were recorded of somebody who did not hold the role, or was not let in, when it was. */
export function withoutRight({ heldBefore, trail }: Rights): string[] {
  const standing = new Standing(heldBefore);
  return trail.flatMap((entry) => {
    if (entry.entry !== 'act') {
      standing.take(entry);
      return [];
    }
    const { act, workflowId, personId, role, unit, forId } = entry;
    if (standing.allows(entry)) return [];
    return [`${workflowId}: ${act} by ${personId} as ${role} at ${unit}${forId ? `, for ${forId}` : ''}`];
  });
}
