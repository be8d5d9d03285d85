import net from 'node:net';
import { expect, it } from 'vitest';
import { isPortFree, rememberedPort } from '../../embedded/ports.ts';
import { temporaryDataDir } from './support/processes.ts';

function listenOn(port: number): Promise<net.Server> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(port, '127.0.0.1', () => resolve(server));
  });
}

it('a part keeps its port over starts, so that links stay valid', async () => {
  const dataDir = temporaryDataDir();
  const [ui, smtp] = await Promise.all([
    rememberedPort(dataDir, 'temporal-ui'),
    rememberedPort(dataDir, 'smtp'),
  ]);
  expect(ui).not.toBe(smtp);
  expect(await rememberedPort(dataDir, 'temporal-ui')).toBe(ui);
  expect(await rememberedPort(dataDir, 'smtp')).toBe(smtp);
});

it('a part gets another port when its own is taken', async () => {
  const dataDir = temporaryDataDir();
  const port = await rememberedPort(dataDir, 'smtp');
  const other = await listenOn(port);
  expect(await isPortFree(port)).toBe(false);
  expect(await rememberedPort(dataDir, 'smtp')).not.toBe(port);
  other.close();
});
