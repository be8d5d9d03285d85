export function findTemporalCli(): { path: string; version: string } | undefined;
export function fetchTemporalCli(say: (line: string) => void): Promise<void>;
