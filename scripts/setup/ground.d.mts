export interface Ground {
  readonly host: string;
  readonly port: number;
  /** Absolute path; need not be there yet. */
  readonly dataDir: string;
}
export const unlessTold: Ground;
export function portFault(port: number, host?: string): Promise<string | undefined>;
export function groundFault(ground: Ground, leastMb?: number): Promise<string | undefined>;
export function earlyGroundFault(env?: NodeJS.ProcessEnv): Promise<string | undefined>;
