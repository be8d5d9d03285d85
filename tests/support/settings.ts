import path from 'node:path';
import type { ConnectedSettings } from '../../settings.ts';
import { readSettings, requireConnections } from '../../settings.ts';

/** Settings of a part under test: everything on this machine, logs off. */
export function testSettings(given: {
  dataDir: string;
  databaseUrl: string;
  temporalAddress: string;
  namespace?: string;
  smtpUrl?: string;
  port?: number;
  bounceMaildir?: string;
}): ConnectedSettings {
  return requireConnections(
    readSettings({
      NODE_ENV: 'test',
      DATA_DIR: given.dataDir,
      FILES_DIR: path.join(given.dataDir, 'files'),
      DATABASE_URL: given.databaseUrl,
      TEMPORAL_ADDRESS: given.temporalAddress,
      TEMPORAL_NAMESPACE: given.namespace ?? 'default',
      TEMPORAL_UI_URL: 'http://127.0.0.1:8233',
      SMTP_URL: given.smtpUrl ?? 'smtp://127.0.0.1:1',
      BOUNCE_MAILDIR: given.bounceMaildir,
      PORT: String(given.port ?? 3000),
      REHEARSAL: '1',
      DEMO_LOGIN: '1',
      LOG_LEVEL: 'error',
    }),
  );
}
