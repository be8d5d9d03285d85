/** Roles, each held at a unit for a period (contract: Roles). */
export const roles = [
  'unit-officer',
  'unit-head',
  'selector',
  'office-reviewer',
  'office-head',
  'council-member',
  'council-chair',
  'council-secretary',
  'head',
  'appraiser',
  'index-owner',
  'administrator',
  'auditor',
] as const;
export type Role = (typeof roles)[number];
export const isRole = (role: string): role is Role => (roles as readonly string[]).includes(role);

export interface RoleAt {
  role: Role;
  unit: string;
  /** Whose role it is, where a person stands in for another (domain/delegation.ts). */
  forId?: string;
}
