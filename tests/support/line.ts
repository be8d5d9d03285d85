import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** A line to a server that can go dead: both ends stay open, and nothing comes through. */
export class Line {
  private readonly sockets = new Set<Socket>();
  private dead = false;

  private constructor(
    private readonly server: Server,
    readonly address: string,
  ) {}

  /** @param target host:port */
  static async to(target: string): Promise<Line> {
    const [host = '', port = ''] = target.split(':');
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const line = new Line(server, `127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('connection', (near) => line.join(near, connect(Number(port), host)));
    return line;
  }

  cut(): void {
    this.dead = true;
    for (const socket of this.sockets) socket.unpipe().pause();
  }

  /** New connections come through again; what was on the line is lost. */
  mend(): void {
    for (const socket of this.sockets) socket.destroy();
    this.dead = false;
  }

  async close(): Promise<void> {
    this.mend();
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
      if (!this.dead) from.pipe(to);
    }
  }
}
