import path from 'node:path';
import { z } from 'zod';

/**
 * The one place that reads configuration from the environment. A production start must name every outside
 * part; elsewhere a part that is not named is embedded (scripts/instance.ts).
 */

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const address = z.string().regex(/^\S+:\d{1,5}$/, 'must be host:port');
const url = (protocol: RegExp) => z.url({ protocol, error: `must be a URL (${protocol.source})` });

const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  BASE_URL: url(/^https?$/).optional(),
  DATA_DIR: z.string().default('.data'),
  FILES_DIR: z.string().optional(),
  DATABASE_URL: url(/^postgres(ql)?$/).optional(),
  MIGRATIONS_DATABASE_URL: url(/^postgres(ql)?$/).optional(),
  REPORTS_DATABASE_URL: url(/^postgres(ql)?$/).optional(),
  AUDIT_HEADS_DIR: z.string().optional(),
  AUDIT_HEADS_MAIL_TO: z.email('must be a mail address').optional(),
  TEMPORAL_ADDRESS: address.optional(),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_UI_URL: url(/^https?$/).optional(),
  TASK_QUEUE: z.string().default('nominations'),
  SMTP_URL: url(/^smtps?$/).optional(),
  BOUNCE_MAILDIR: z.string().optional(),
  BOUNCE_ADDRESS: z.email('must be a mail address').optional(),
  MAIL_FROM: z.string().default('Thi đua – Khen thưởng <khong-tra-loi@thi-dua.example>'),
  MAILBOX_URL: url(/^https?$/).optional(),
  DEPLOYMENT_ADMINISTRATORS: z
    .string()
    .regex(/^[a-z0-9._-]+(\s*,\s*[a-z0-9._-]+)*$/, 'must be user names with commas between')
    .optional(),
  CONFIRMATION_MINUTES: z.coerce.number().int().min(0).max(1440).optional(),
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(0).optional(),
  UPLOAD_MB_PER_DAY: z.coerce.number().int().min(1).default(2000),
  CASE_FILES: z.coerce.number().int().min(1).default(200),
  CASE_MB: z.coerce.number().int().min(1).default(500),
  REHEARSAL: z.enum(['0', '1']).default('0'),
  DEMO_LOGIN: z.enum(['0', '1']).default('0'),
  LOG_LEVEL: z.enum(logLevels).default('info'),
});

/** Every name that readSettings knows. */
export const settingNames: readonly string[] = Object.keys(environment.shape);

const requiredInProduction = ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'SMTP_URL', 'BASE_URL'] as const;

export interface Settings {
  readonly nodeEnv: 'development' | 'test' | 'production';
  readonly host: string;
  readonly port: number;
  /** Where links in mails lead, without a slash at the end. */
  readonly baseUrl: string;
  /** Absolute path; embedded parts keep everything under it. */
  readonly dataDir: string;
  /** Absolute path of the uploaded files. */
  readonly filesDir: string;
  readonly databaseUrl: string | undefined;
  /** Only migrations use them, and nothing that runs later: the tables' owner, and a role for reports. */
  readonly migrations: {
    readonly databaseUrl: string | undefined;
    readonly reportsUrl: string | undefined;
  };
  /** Where the heads of the trail go each day, outside the database. */
  readonly auditHeads: {
    /** Absolute path; undefined where they are kept nowhere. */
    readonly folder: string | undefined;
    /** A mail address, which need be nobody's account. */
    readonly mailTo: string | undefined;
  };
  readonly temporal: {
    readonly address: string | undefined;
    readonly namespace: string;
    readonly uiUrl: string | undefined;
    readonly taskQueue: string;
  };
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** Where delivery notices go, if not to the address in `mailFrom`. */
  readonly bounceAddress: string | undefined;
  /** Absolute path of the Maildir in which they arrive; undefined where none are read. */
  readonly bounceMaildir: string | undefined;
  /** The web inbox of the embedded mailbox, when there is one. */
  readonly mailboxUrl: string | undefined;
  /** Opens the rehearsal clock; never in production. */
  readonly rehearsal: boolean;
  /**
   * Whoever reaches the API may log in as a demonstration account without its password. `npm start` sets it for an instance
   * whose parts are all embedded; refused in production, and where the API can be reached from other machines.
   */
  readonly demoLogin: boolean;
  readonly secureCookies: boolean;
  /** User names of those who administer every organization, and judge nothing: nobody unless told. */
  readonly deploymentAdministrators: readonly string[];
  /** How long a password that was given stands good for votes and decisions; 0 asks for none. */
  readonly confirmationMinutes: number;
  readonly limits: {
    /** Of a person, by all his sessions and tokens; 0 counts none. */
    readonly requestsPerMinute: number;
    readonly uploadMegabytesPerDay: number;
    /** Of a nomination or an obligation, with what was replaced. */
    readonly caseFiles: number;
    readonly caseMegabytes: number;
  };
  readonly logLevel: (typeof logLevels)[number];
}

/** The settings that hold the right to change tables: kept from every process that runs later. */
export const ownersSettings: readonly string[] = ['MIGRATIONS_DATABASE_URL', 'REPORTS_DATABASE_URL'];

/** Settings of a process that needs all outside parts: the worker, the API, migrations. */
export interface ConnectedSettings extends Settings {
  readonly databaseUrl: string;
  readonly temporal: Settings['temporal'] & { readonly address: string };
  readonly smtpUrl: string;
}

/** Wrong configuration. The message has a line for each fault and no value, since values may be secret. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`The settings are not right:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/**
 * Reads and checks the settings; an empty value counts as absent.
 * @throws SettingsError with all faults at once
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (given.NODE_ENV === 'production') {
    for (const name of requiredInProduction) {
      if (given[name] === undefined) faults.push(`${name}: required with NODE_ENV=production`);
    }
    if (given.REHEARSAL === '1')
      faults.push('REHEARSAL: refused with NODE_ENV=production, it moves the clock');
    if (given.DEMO_LOGIN === '1')
      faults.push('DEMO_LOGIN: refused with NODE_ENV=production, it asks for no password');
  }
  if (given.DEMO_LOGIN === '1' && given.HOST !== undefined && !isLoopback(given.HOST))
    faults.push('DEMO_LOGIN: refused where HOST can be reached from other machines, it asks for no password');
  if (!parsed.success || faults.length > 0) throw new SettingsError(faults);

  const e = parsed.data;
  const dataDir = path.resolve(e.DATA_DIR);
  const baseUrl = (e.BASE_URL ?? `http://${e.HOST}:${e.PORT}`).replace(/\/+$/, '');
  return {
    nodeEnv: e.NODE_ENV,
    host: e.HOST,
    port: e.PORT,
    baseUrl,
    dataDir,
    filesDir: e.FILES_DIR === undefined ? path.join(dataDir, 'files') : path.resolve(e.FILES_DIR),
    databaseUrl: e.DATABASE_URL,
    migrations: { databaseUrl: e.MIGRATIONS_DATABASE_URL, reportsUrl: e.REPORTS_DATABASE_URL },
    auditHeads: {
      folder: e.AUDIT_HEADS_DIR === undefined ? undefined : path.resolve(e.AUDIT_HEADS_DIR),
      mailTo: e.AUDIT_HEADS_MAIL_TO,
    },
    temporal: {
      address: e.TEMPORAL_ADDRESS,
      namespace: e.TEMPORAL_NAMESPACE,
      uiUrl: e.TEMPORAL_UI_URL?.replace(/\/+$/, ''),
      taskQueue: e.TASK_QUEUE,
    },
    smtpUrl: e.SMTP_URL,
    mailFrom: e.MAIL_FROM,
    bounceAddress: e.BOUNCE_ADDRESS,
    bounceMaildir: e.BOUNCE_MAILDIR === undefined ? undefined : path.resolve(e.BOUNCE_MAILDIR),
    mailboxUrl: e.MAILBOX_URL,
    rehearsal: e.REHEARSAL === '1',
    demoLogin: e.DEMO_LOGIN === '1',
    secureCookies: e.NODE_ENV === 'production' || baseUrl.startsWith('https:'),
    deploymentAdministrators: e.DEPLOYMENT_ADMINISTRATORS?.split(/\s*,\s*/) ?? [],
    confirmationMinutes: e.CONFIRMATION_MINUTES ?? (e.NODE_ENV === 'production' ? 15 : 0),
    limits: {
      requestsPerMinute: e.REQUESTS_PER_MINUTE ?? (e.NODE_ENV === 'production' ? 600 : 0),
      uploadMegabytesPerDay: e.UPLOAD_MB_PER_DAY,
      caseFiles: e.CASE_FILES,
      caseMegabytes: e.CASE_MB,
    },
    logLevel: e.LOG_LEVEL,
  };
}

/** An address that only this machine reaches. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

/**
 * The environment from which readSettings gives these settings again, without those of migrations: what child processes
 * are started with.
 */
export function environmentOf(settings: Settings): Record<string, string> {
  const values: Record<string, string | undefined> = {
    NODE_ENV: settings.nodeEnv,
    HOST: settings.host,
    PORT: String(settings.port),
    BASE_URL: settings.baseUrl,
    DATA_DIR: settings.dataDir,
    FILES_DIR: settings.filesDir,
    DATABASE_URL: settings.databaseUrl,
    AUDIT_HEADS_DIR: settings.auditHeads.folder,
    AUDIT_HEADS_MAIL_TO: settings.auditHeads.mailTo,
    TEMPORAL_ADDRESS: settings.temporal.address,
    TEMPORAL_NAMESPACE: settings.temporal.namespace,
    TEMPORAL_UI_URL: settings.temporal.uiUrl,
    TASK_QUEUE: settings.temporal.taskQueue,
    SMTP_URL: settings.smtpUrl,
    MAIL_FROM: settings.mailFrom,
    BOUNCE_ADDRESS: settings.bounceAddress,
    BOUNCE_MAILDIR: settings.bounceMaildir,
    MAILBOX_URL: settings.mailboxUrl,
    REHEARSAL: settings.rehearsal ? '1' : '0',
    DEPLOYMENT_ADMINISTRATORS: settings.deploymentAdministrators.join(',') || undefined,
    DEMO_LOGIN: settings.demoLogin ? '1' : '0',
    CONFIRMATION_MINUTES: String(settings.confirmationMinutes),
    REQUESTS_PER_MINUTE: String(settings.limits.requestsPerMinute),
    UPLOAD_MB_PER_DAY: String(settings.limits.uploadMegabytesPerDay),
    CASE_FILES: String(settings.limits.caseFiles),
    CASE_MB: String(settings.limits.caseMegabytes),
    LOG_LEVEL: settings.logLevel,
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/**
 * Narrows to settings that name the database, Temporal and the mail server.
 * @throws SettingsError naming each that is missing
 */
export function requireConnections(settings: Settings): ConnectedSettings {
  const { databaseUrl, smtpUrl, temporal } = settings;
  const { address } = temporal;
  if (databaseUrl === undefined || address === undefined || smtpUrl === undefined) {
    const values = { DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: address, SMTP_URL: smtpUrl };
    const missing = Object.entries(values).filter(([, value]) => value === undefined);
    throw new SettingsError(missing.map(([name]) => `${name}: required by this process`));
  }
  return { ...settings, databaseUrl, smtpUrl, temporal: { ...temporal, address } };
}
