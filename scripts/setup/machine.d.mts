export interface MachineFacts {
  readonly platform: string;
  readonly arch: string;
  readonly release: string;
  /** In bytes. */
  readonly memory: number;
  /** Undefined with another C library, and on systems other than Linux. */
  readonly glibc: string | undefined;
}
export function machineFacts(): MachineFacts;
export function machineFaults(facts: MachineFacts): string[];
export function spaceFault(folder: string, bytes: number): string | undefined;
