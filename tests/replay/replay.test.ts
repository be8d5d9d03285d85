import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DefaultLogger, Runtime, Worker, bundleWorkflowCode } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';

/** Histories recorded by `npm run histories`, one folder for each release. */
const folder = path.resolve(import.meta.dirname, '../histories');
const recorded = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.json'),
);
const read = (file: string) =>
  JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { workflowId: string; history: unknown };

const quiet = new DefaultLogger('ERROR', () => undefined);
Runtime.install({ shutdownSignals: [], logger: quiet });
const bundle = (workflowsPath: string): Promise<WorkflowBundleWithSourceMap> =>
  bundleWorkflowCode({ workflowsPath: path.resolve(import.meta.dirname, workflowsPath), logger: quiet });
const replay = (workflowBundle: WorkflowBundleWithSourceMap, file: string): Promise<void> => {
  const { workflowId, history } = read(file);
  return Worker.runReplayHistory({ workflowBundle }, history, workflowId);
};

describe('recorded histories', () => {
  let present: WorkflowBundleWithSourceMap;
  beforeAll(async () => {
    present = await bundle('../../workflows/index.ts');
  });

  it('are there for every kind of path', () => {
    const kinds = new Set(recorded.map((file) => path.basename(file).replace(/-\d+\.json$/, '')));
    expect([...kinds].sort()).toEqual(
      ['awardRound', 'councilSession', 'mailDispatcher', 'nomination', 'submission'].sort(),
    );
  });

  it.each(recorded)('%s replays against the present code', async (file) => {
    await replay(present, file);
  });

  it.each(recorded)('%s holds no names, addresses, reasons or votes', (file) => {
    const text = JSON.stringify(read(file)).replace(/"data":"([A-Za-z0-9+/=]+)"/g, (_all, data: string) =>
      Buffer.from(data, 'base64').toString('utf8'),
    );
    // What the recorded season said: nominees, signers, grounds, achievements, counts, addresses.
    expect(text).not.toMatch(
      /Vũ Thị Mai|Đỗ Minh Quang|Trần Tùng Chuẩn|đơn thư|xác nhận của cấp trên|thủ tục|disapprove|@[\w.-]+\.example/u,
    );
  });
});

describe('a change that breaks what is under way', () => {
  it.each(['timer-before-load', 'no-search-attributes'])('%s makes the replay fail', async (change) => {
    const broken = await bundle(`broken/${change}.ts`);
    const nomination = recorded.find((file) => path.basename(file).startsWith('nomination'));
    await expect(replay(broken, nomination!)).rejects.toThrow(DeterminismViolationError);
  });
});
