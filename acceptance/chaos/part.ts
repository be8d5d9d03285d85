import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunningProcess } from '../../embedded/child-process.ts';

type Running = Pick<RunningProcess, 'pid' | 'exited' | 'stop'>;
/** How long one that died by itself is left alone before it is started again. */
const AGAIN_MS = 1_000;

/** One process of the instance: killed and paused by us, and started again when it dies, as a supervisor would. */
export class Part {
  private running: Running | undefined;
  private wanted = false;
  private paused: number[] = [];
  /** How it ended when nobody had killed it. */
  readonly deaths: string[] = [];

  constructor(private readonly begin: () => Promise<Running>) {}

  async start(): Promise<void> {
    this.wanted = true;
    const running = await this.begin();
    this.running = running;
    void running.exited.then((how) => this.died(running, how));
  }

  /** SIGKILL: no goodbye to anybody. What PostgreSQL has started ends by itself when it notices. */
  async kill(): Promise<void> {
    const { running } = this;
    this.wanted = false;
    this.running = undefined;
    if (!running) return;
    try {
      process.kill(running.pid, 'SIGKILL');
    } catch {
      // It had just ended by itself.
    }
    await running.exited;
  }

  /** It and all that it has started stand still. */
  pause(): void {
    if (!this.running) return;
    this.paused = [this.running.pid, ...childrenOf(this.running.pid)];
    signal(this.paused, 'SIGSTOP');
  }

  resume(): void {
    signal(this.paused.reverse(), 'SIGCONT');
    this.paused = [];
  }

  async stop(): Promise<void> {
    this.wanted = false;
    this.resume();
    await this.running?.stop();
    this.running = undefined;
  }

  private async died(which: Running, how: string): Promise<void> {
    if (this.running !== which || !this.wanted) return;
    this.running = undefined;
    this.deaths.push(how);
    await pause(AGAIN_MS);
    await this.startAgain().catch(() => undefined);
  }

  /** Unless it was killed or stopped meanwhile, or started by whoever had killed it. */
  private async startAgain(): Promise<void> {
    if (this.wanted && this.running === undefined) await this.start();
  }
}

const signal = (pids: readonly number[], name: NodeJS.Signals): void =>
  pids.forEach((pid) => {
    try {
      process.kill(pid, name);
    } catch {
      // Ended meanwhile.
    }
  });

function childrenOf(pid: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return lines.flatMap((line) => {
    const [child, parent] = line.trim().split(/\s+/).map(Number);
    return child !== undefined && parent === pid ? [child] : [];
  });
}
