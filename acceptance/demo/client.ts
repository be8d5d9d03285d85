import { randomUUID } from 'node:crypto';

/** What came back: the status, and the JSON body where there was one. */
export interface Answer<T = Record<string, unknown>> {
  status: number;
  body: T;
  headers: Headers;
}

export interface Credentials {
  username: string;
  password: string;
}

/** A person at the API: logs in once, keeps the cookie, gives every act a key of its own. */
export class ApiClient {
  /** Of its session, as a Cookie header takes it. */
  cookie = '';

  constructor(
    readonly baseUrl: string,
    readonly who: Credentials,
  ) {}

  async login(): Promise<this> {
    const { username, password } = this.who;
    const answer = await this.send('POST', '/session', { username, password });
    if (answer.status !== 200) throw new Error(`login failed: ${answer.status}`);
    this.cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    return this;
  }

  get<T>(path: string): Promise<Answer<T>> {
    return this.send('GET', path);
  }

  /** `key`: the idempotency key, a new one unless told. */
  post<T>(path: string, body: unknown = {}, key: string = randomUUID()): Promise<Answer<T>> {
    return this.send('POST', path, body, { 'Idempotency-Key': key });
  }

  put<T>(path: string, body: unknown, version: number): Promise<Answer<T>> {
    return this.send('PUT', path, body, { 'If-Match': `"${version}"` });
  }

  patch<T>(path: string, body: unknown, version: number): Promise<Answer<T>> {
    return this.send('PATCH', path, body, { 'If-Match': `"${version}"` });
  }

  /** Files a plan as YAML: a new one, or with `version` the next version of the one at `path`. */
  async file<T>(path: string, yaml: string, version?: number): Promise<Answer<T>> {
    const response = await this.request(path, {
      method: version === undefined ? 'POST' : 'PUT',
      headers: {
        cookie: this.cookie,
        'content-type': 'application/yaml',
        ...(version === undefined ? { 'Idempotency-Key': randomUUID() } : { 'If-Match': `"${version}"` }),
      },
      body: yaml,
    });
    return read<T>(response);
  }

  async upload<T>(
    path: string,
    file: { name: string; bytes: Buffer },
    fields: Record<string, string> = {},
    key: string = randomUUID(),
  ): Promise<Answer<T>> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new Blob([new Uint8Array(file.bytes)]), file.name);
    const response = await this.request(path, {
      method: 'POST',
      headers: { cookie: this.cookie, 'Idempotency-Key': key },
      body: form,
    });
    return read<T>(response);
  }

  /** The bytes of a document. */
  async download(path: string): Promise<{ status: number; bytes: Buffer; headers: Headers }> {
    const response = await this.request(path, { headers: { cookie: this.cookie } });
    return {
      status: response.status,
      bytes: Buffer.from(await response.arrayBuffer()),
      headers: response.headers,
    };
  }

  /** The lines of a stream of server-sent events, until the service or `signal` ends it. */
  async *events(path: string, signal: AbortSignal): AsyncGenerator<string> {
    const { body } = await this.request(path, {
      headers: { cookie: this.cookie },
      signal,
    });
    let rest = '';
    for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const lines = `${rest}${text}`.split('\n');
      rest = lines.pop() ?? '';
      yield* lines.filter((line) => line !== '');
    }
  }

  async send<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const response = await this.request(path, {
      method,
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return read<T>(response);
  }

  /** One request. What is to be done where no answer comes is a subclass's to say. */
  protected request(path: string, init: RequestInit): Promise<Response> {
    return fetch(`${this.baseUrl}/api/v1${path}`, init);
  }
}

async function read<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: response.status,
    body: (json && text ? JSON.parse(text) : {}) as T,
    headers: response.headers,
  };
}
