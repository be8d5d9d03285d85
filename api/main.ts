import { createServer } from 'node:http';
import { runAsChild } from '../run-as-child.ts';
import { readSettings, requireConnections } from '../settings.ts';
import type { ConnectedSettings } from '../settings.ts';
import { createApp } from './app.ts';
import { openDeps } from './deps.ts';
import { answerUnreadable } from './unreadable.ts';

/** The API process. @returns stops taking requests, finishes those under way and closes connections */
export async function startApi(settings: ConnectedSettings): Promise<{ stop(): Promise<void> }> {
  const deps = await openDeps(settings);
  const server = createServer(createApp(deps));
  answerUnreadable(server, settings);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  deps.logger.info({ port: settings.port }, 'api listening');
  return {
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      // Its streams would keep the server open.
      await deps.happenings.close();
      server.closeIdleConnections();
      await closed;
      await deps.close();
    },
  };
}

if (process.argv[1] === import.meta.filename) {
  const api = startApi(requireConnections(readSettings()));
  runAsChild({ ready: api, stop: async () => (await api).stop() });
}
