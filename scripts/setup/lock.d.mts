export function takeLock(lock: string, holder: string): boolean;
export function readLock(lock: string): { readonly holder: string; readonly since: number } | undefined;
export function giveBack(lock: string): void;
export function isGivenBack(lock: string): boolean;
export function removeLock(lock: string): void;
