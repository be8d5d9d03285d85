import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

interface Usage {
  readonly pid: number;
  readonly parent: number;
  readonly ms: number;
}

/** Linux counts in hundredths of a second, whatever its kernel's own tick. */
const TICK_MS = 10;

/**
 * Milliseconds of processor time that a process and all that it has started have used. A server's own processes may
 * have left its group, so they are found by whose children they are.
 */
export function processorTime(pid: number): number {
  const usages = process.platform === 'linux' ? fromProc() : fromPs();
  const family = new Set([pid]);
  for (let grown = true; grown;) {
    const before = family.size;
    for (const usage of usages) if (family.has(usage.parent)) family.add(usage.pid);
    grown = family.size > before;
  }
  return usages.filter((usage) => family.has(usage.pid)).reduce((sum, { ms }) => sum + ms, 0);
}

function fromProc(): Usage[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        // The second field, the name in brackets, may itself hold spaces and brackets.
        const fields = stat
          .slice(stat.lastIndexOf(')') + 2)
          .split(' ')
          .map(Number);
        // Its own in user and system mode, and that of children it has waited for.
        const ticks = fields.slice(11, 15).reduce((sum, n) => sum + n, 0);
        return [{ pid: Number(name), parent: fields[1] ?? 0, ms: ticks * TICK_MS }];
      } catch {
        // Ended meanwhile.
        return [];
      }
    });
}

function fromPs(): Usage[] {
  try {
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,time='], { encoding: 'utf8' }).trim();
    return lines.split('\n').map((line) => {
      const [pid = '', parent = '', time = ''] = line.trim().split(/\s+/);
      const seconds = time.split(/[-:]/).reduce((sum, part) => sum * 60 + Number(part), 0);
      return { pid: Number(pid), parent: Number(parent), ms: seconds * 1000 };
    });
  } catch {
    return [];
  }
}
