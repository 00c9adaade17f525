import { readFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';

import type { Scenario } from './scenario.js';

/** A data connection that somebody may open. */
export interface Waiting {
  open(): Promise<Socket>;
  close(): void;
}

export interface Data {
  listen(): Promise<{ port: number; waiting: Waiting }>;
  dial(host: string, port: number): Promise<Socket>;
  protect(socket: Socket): Promise<Socket | null>;
  send(data: Socket, verb: string, name: string): Promise<void>;
  receive(data: Socket): Promise<void>;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What the scripted server does on data connections. */
export function dataOf(
  { quirk, port20 }: Scenario,
  shared: string,
  secure: (socket: Socket) => TLSSocket,
): Data {
  function listen(): Promise<{ port: number; waiting: Waiting }> {
    const waiting: Socket[] = [];
    const asked: ((socket: Socket) => void)[] = [];
    const listener = createServer((socket) => {
      socket.on('error', () => undefined);
      const next = asked.shift();
      if (next === undefined) waiting.push(socket);
      else next(socket);
    });
    const open = (): Promise<Socket> => {
      const [first] = waiting.splice(0, 1);
      return first === undefined ? new Promise((resolve) => asked.push(resolve)) : Promise.resolve(first);
    };
    return new Promise((resolve) => {
      listener.listen(0, () => {
        const { port } = listener.address() as { port: number };
        resolve({ port, waiting: { open, close: () => listener.close() } });
      });
    });
  }

  function dial(host: string, port: number): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port, ...(port20 ? { localPort: 20 } : {}) });
      socket.on('connect', () => {
        resolve(socket);
      });
      socket.on('error', reject);
    });
  }

  async function protect(socket: Socket): Promise<Socket | null> {
    const tls = secure(socket);
    const ready = new Promise<boolean>((resolve) => {
      tls.on('secure', () => {
        resolve(true);
      });
      tls.on('error', () => {
        resolve(false);
      });
      tls.on('close', () => {
        resolve(false);
      });
    });
    return (await Promise.race([ready, wait(5000).then(() => false)])) ? tls : null;
  }

  function send(data: Socket, verb: string, name: string): Promise<void> {
    const bytes =
      verb === 'RETR'
        ? readFileSync(join(shared, 'pub', name))
        : Buffer.from('-rw-r--r-- 1 ftp ftp 700 Jan 1 00:00 small\r\n'.repeat(4));
    return new Promise((resolve) => {
      data.on('error', () => {
        resolve();
      });
      data.on('close', () => {
        resolve();
      });
      if (quirk === 'reset-data') {
        data.write(bytes.subarray(0, bytes.length / 2), () => {
          data.resetAndDestroy();
          resolve();
        });
        return;
      }
      data.resume();
      data.end(bytes, () => {
        resolve();
      });
    });
  }

  const receive = (data: Socket): Promise<void> =>
    new Promise((resolve) => {
      data.resume();
      data.on('end', () => {
        data.end();
        resolve();
      });
      data.on('error', () => {
        resolve();
      });
      data.on('close', () => {
        resolve();
      });
    });

  return { listen, dial, protect, send, receive };
}
