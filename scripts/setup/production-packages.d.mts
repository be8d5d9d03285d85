export interface Lockfile {
  readonly packages: Readonly<Record<string, object>>;
}
export function productionPackages(lock: Lockfile): string[];
export function writeProductionManifests(from: string, to: string): void;
