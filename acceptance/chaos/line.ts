import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { Transform } from 'node:stream';

/** A line to a server that can go dead (both ends stay open, nothing comes through), be slow, or refuse. */
export class Line {
  private readonly sockets = new Set<Socket>();
  private dead = false;
  private refusing = false;
  private delayMs = 0;

  private constructor(
    private readonly server: Server,
    readonly address: string,
  ) {}

  /** @param target host:port @param port where it listens, any free one unless told */
  static async to(target: string, port = 0): Promise<Line> {
    const [host = '', targetPort = ''] = target.split(':');
    const server = createServer();
    await once(server.listen(port, '127.0.0.1'), 'listening');
    const line = new Line(server, `127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('connection', (near) => {
      if (line.refusing) near.resetAndDestroy();
      else line.join(near, connect(Number(targetPort), host));
    });
    return line;
  }

  cut(): void {
    this.dead = true;
    for (const socket of this.sockets) socket.unpipe().pause();
  }

  /** Whatever comes through takes so many milliseconds longer. */
  slow(delayMs: number): void {
    this.delayMs = delayMs;
  }

  /** Breaks every connection, and each new one at once. */
  refuse(): void {
    this.refusing = true;
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  /** New connections come through again; what was on a dead line is lost. */
  mend(): void {
    if (this.dead) for (const socket of this.sockets) socket.destroy();
    this.dead = false;
    this.refusing = false;
    this.delayMs = 0;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(near: Socket, far: Socket): void {
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        if (!this.dead) to.destroy();
      });
      if (!this.dead) from.pipe(this.delay()).pipe(to);
    }
  }

  /** In order, since each piece waits for the one before. */
  private delay(): Transform {
    return new Transform({
      transform: (piece, _encoding, done) => {
        if (this.delayMs === 0) done(null, piece);
        else setTimeout(() => done(null, piece), this.delayMs);
      },
    });
  }
}
