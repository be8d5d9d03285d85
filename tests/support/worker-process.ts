import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { environmentOf } from '../../settings.ts';
import type { ConnectedSettings } from '../../settings.ts';

const projectDir = path.resolve(import.meta.dirname, '../..');

/** The worker as a process of its own, as production runs it, to be killed as nothing else can be. */
export class WorkerProcess {
  private readonly child: ChildProcess;

  constructor(settings: ConnectedSettings, bundlePath: string) {
    this.child = spawn(process.execPath, ['--import', 'tsx', 'worker.ts', bundlePath], {
      cwd: projectDir,
      // It ends by itself when the channel closes: none is left behind by a test that was broken off.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environmentOf(settings) },
    });
  }

  /** SIGKILL: no goodbye to Temporal, PostgreSQL or SMTP. @throws Error where it had ended by itself */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null) throw new Error(`the worker had ended: code ${this.child.exitCode}`);
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }
}
