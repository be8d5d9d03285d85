import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../api/app.ts';
import { openDeps } from '../../api/deps.ts';
import type { Stack } from './stack.ts';

/** A second API on the same record, which Temporal does not answer. */
export async function apiWithoutTemporal(stack: Stack) {
  const { settings } = stack.deps;
  const deps = await openDeps({ ...settings, temporal: { ...settings.temporal, address: '127.0.0.1:1' } });
  const server = createServer(createApp(deps));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await deps.close();
    },
  };
}
