import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { environmentOf } from '../../settings.ts';
import type { ConnectedSettings } from '../../settings.ts';

const projectDir = path.resolve(import.meta.dirname, '../..');

/** The worker as a process of its own, as production runs it, to be killed as nothing else can be. */
export class WorkerProcess {
  private constructor(private readonly child: ChildProcess) {}

  /** Starts one; resolves once it takes work. */
  static async start(settings: ConnectedSettings, bundlePath: string): Promise<WorkerProcess> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'worker.ts', bundlePath], {
      cwd: projectDir,
      // It ends by itself when the channel closes: none is left behind by a test that was broken off.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environmentOf(settings) },
    });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`the worker ended at its start (${String(code)})`);
    });
    await Promise.race([once(child, 'message'), ended]);
    ended.catch(() => undefined);
    return new WorkerProcess(child);
  }

  /** SIGKILL: no goodbye to Temporal, PostgreSQL or SMTP. */
  async kill(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }
}
