import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { ClientConnectConfig } from '@temporalio/envconfig';
import type { ConnectedSettings } from './settings.ts';

type ConnectionOptions = Pick<ClientConnectConfig['connectionOptions'], 'tls' | 'apiKey' | 'metadata'> & {
  address: string;
};

/**
 * Options for both Connection.connect and NativeConnection.connect. TLS, API key and gRPC metadata come by the
 * SDK's own environment names (TEMPORAL_TLS…, TEMPORAL_API_KEY, TEMPORAL_CONFIG_FILE). A configuration file in
 * the user's home is read only where TEMPORAL_CONFIG_FILE names it, so that it can't touch an embedded server.
 */
export function temporalConnectionOptions(
  settings: { temporal: Pick<ConnectedSettings['temporal'], 'address'> },
  env: NodeJS.ProcessEnv = process.env,
): ConnectionOptions {
  const overrideEnvVars = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, value]],
    ),
  );
  const disableFile = overrideEnvVars.TEMPORAL_CONFIG_FILE === undefined;
  const { connectionOptions } = loadClientConnectConfig({ overrideEnvVars, disableFile });
  const { tls, apiKey, metadata } = connectionOptions;
  return {
    address: settings.temporal.address,
    ...(tls === undefined ? {} : { tls }),
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

/** The SDK's names beside our own that a deployment may set: see @temporalio/envconfig. */
export const temporalSecurityNames = /^TEMPORAL_(TLS(_.+)?|API_KEY|CONFIG_FILE|PROFILE|GRPC_META_.+)$/;
