import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../api/app.ts';
import { openDeps } from '../../api/deps.ts';
import type { ConnectedSettings } from '../../settings.ts';
import type { Stack } from './stack.ts';

/** A second API on the same record, which reaches it or Temporal in another way. */
export async function apiBeside(stack: Stack, changed: (settings: ConnectedSettings) => ConnectedSettings) {
  const deps = await openDeps(changed(stack.deps.settings));
  const server = createServer(createApp(deps));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    deps,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await deps.close();
    },
  };
}

export const withoutTemporal = (settings: ConnectedSettings): ConnectedSettings => ({
  ...settings,
  temporal: { ...settings.temporal, address: '127.0.0.1:1' },
});
