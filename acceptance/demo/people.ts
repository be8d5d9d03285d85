import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Role } from '../../domain/roles.ts';
import type { DemoAccount } from '../../scripts/demo-accounts.ts';
import type { ApiClient } from './client.ts';
import { PatientClient } from './patient-client.ts';

export type Account = Pick<DemoAccount, 'username' | 'password' | 'displayName' | 'roles'>;

/** The demonstration accounts of an instance, each logged in when it is first asked for. */
export class People {
  private readonly clients = new Map<string, ApiClient>();

  constructor(
    private readonly baseUrl: string,
    private readonly accounts: Account[],
  ) {}

  /** @throws Error where the data folder has none */
  static of(baseUrl: string, dataDir: string): People {
    const text = readFileSync(path.join(dataDir, 'demo-accounts.json'), 'utf8');
    return new People(baseUrl, JSON.parse(text) as DemoAccount[]);
  }

  /** Somebody who holds a role, logged in. */
  as = async (role: Role, unit?: string, nth = 0): Promise<ApiClient> => {
    const holders = this.accounts.filter((a) =>
      a.roles.some((r) => r.role === role && (unit === undefined || r.unit === unit)),
    );
    const account = holders[nth];
    if (!account) throw new Error(`no account holds ${role} at ${unit ?? 'any unit'}`);
    return this.clientOf(account);
  };

  /** Somebody by the name that a list shows. */
  async named(displayName: string): Promise<ApiClient> {
    const account = this.accounts.find((one) => one.displayName === displayName);
    if (!account) throw new Error('nobody has that name');
    return this.clientOf(account);
  }

  /** Somebody new who may be asked for by role, after all who were there before. */
  knows(account: Account): void {
    this.accounts.push(account);
  }

  private async clientOf(account: Account): Promise<ApiClient> {
    const client =
      this.clients.get(account.username) ?? (await new PatientClient(this.baseUrl, account).login());
    this.clients.set(account.username, client);
    return client;
  }
}
