import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  SettingsError,
  environmentOf,
  readSettings,
  requireConnections,
  settingNames,
} from '../../settings.ts';
import { temporalConnectionOptions } from '../../temporal-connection.ts';

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://thi_dua:bi-mat@db:5432/thi_dua',
  TEMPORAL_ADDRESS: 'temporal:7233',
  SMTP_URL: 'smtps://mail.example.gov.vn:465',
  BASE_URL: 'https://thi-dua.example.gov.vn/',
};

function faultsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
}

describe('the settings', () => {
  it.each(['thanh-tra', 'thanh-tra@', 'a@x.example, b@x.example', 'Thanh tra <a@x.example>'])(
    'refuse %s as the address to which the heads of the trail are mailed',
    (address) => {
      expect(faultsOf({ AUDIT_HEADS_MAIL_TO: address })).toEqual([
        'AUDIT_HEADS_MAIL_TO: must be a mail address',
      ]);
    },
  );

  it('need nothing for the embedded default, which stays on this machine', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      baseUrl: 'http://127.0.0.1:3000',
      rehearsal: false,
    });
    expect(settings.dataDir).toBe(path.resolve('.data'));
    expect(settings.filesDir).toBe(path.resolve('.data/files'));
    expect(settings.secureCookies).toBe(false);
  });

  it('name all faults at once and none of the values, which may be secret', () => {
    const env = {
      PORT: 'ba nghìn',
      DATABASE_URL: 'mysql://root:bi-mat@db/x',
      LOG_LEVEL: 'loud',
      TEMPORAL_ADDRESS: 'temporal',
    };
    const faults = faultsOf(env);
    expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual([
      'DATABASE_URL',
      'LOG_LEVEL',
      'PORT',
      'TEMPORAL_ADDRESS',
    ]);
    expect(faults.join()).not.toContain('bi-mat');
  });

  it.each(['DATABASE_URL', 'TEMPORAL_ADDRESS', 'SMTP_URL', 'BASE_URL'])(
    'stop a production start without %s',
    (name) => {
      expect(faultsOf({ ...production, [name]: '' })).toEqual([`${name}: required with NODE_ENV=production`]);
    },
  );

  it('refuse the rehearsal clock in production', () => {
    expect(faultsOf(production)).toEqual([]);
    expect(faultsOf({ ...production, REHEARSAL: '1' })).toEqual([
      expect.stringMatching(/^REHEARSAL: refused/),
    ]);
    expect(readSettings({ REHEARSAL: '1' }).rehearsal).toBe(true);
  });

  it('in production send cookies over TLS alone', () => {
    expect(readSettings(production)).toMatchObject({
      secureCookies: true,
      baseUrl: 'https://thi-dua.example.gov.vn',
    });
  });

  it('name each connection that a process needs and lacks', () => {
    expect(() => requireConnections(readSettings({ TEMPORAL_ADDRESS: '127.0.0.1:7233' }))).toThrow(
      /DATABASE_URL[^]*SMTP_URL/,
    );
    expect(requireConnections(readSettings(production)).temporal.address).toBe('temporal:7233');
  });

  it('reach a child process as they are', () => {
    const text = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
    const environments = fc.record(
      {
        PORT: fc.integer({ min: 1, max: 65535 }).map(String),
        TEMPORAL_NAMESPACE: text,
        TASK_QUEUE: text,
        DATA_DIR: text,
        FILES_DIR: text,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(environments, fc.boolean(), (env, inProduction) => {
        const settings = readSettings(inProduction ? { ...production, ...env } : env);
        const passedOn = environmentOf(settings);
        expect(readSettings(passedOn)).toEqual(settings);
        expect(settingNames).toEqual(expect.arrayContaining(Object.keys(passedOn)));
      }),
    );
  });
});

describe('the connection to Temporal', () => {
  const settings = requireConnections(readSettings(production));

  it('is plain unless told otherwise', () => {
    expect(temporalConnectionOptions(settings, {})).toEqual({ address: 'temporal:7233' });
  });

  it("takes TLS and API key by the SDK's own names", () => {
    const options = temporalConnectionOptions(settings, {
      TEMPORAL_API_KEY: 'khoá',
      TEMPORAL_TLS_SERVER_NAME: 'temporal.vn',
    });
    expect(options).toMatchObject({
      address: 'temporal:7233',
      apiKey: 'khoá',
      tls: { serverNameOverride: 'temporal.vn' },
    });
  });
});
