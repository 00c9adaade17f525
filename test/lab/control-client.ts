import { connect, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';

import type { Scenario } from './scenario.js';

export interface Reply {
  readonly code: number;
  readonly text: string;
}

export interface Asked {
  /** The reply that ends the command: the first that is not 1yz. */
  readonly final: Promise<Reply>;
  /** Told of every reply of the command, also of those that came before. */
  heard(listener: (code: number) => void): void;
}

export interface Control {
  /** Sends a command, in two segments where asked to, and others behind it in the same segment. */
  ask(command: string, split?: boolean, behind?: readonly string[]): Asked;
  login(): Promise<void>;
  localAddress(): string;
  tlsSession(): Buffer | undefined;
  destroy(): void;
  readonly dialogue: string[];
  loggedIn(): boolean;
}

const PATIENCE = 8000;

interface Waiting {
  readonly command: string;
  readonly listeners: ((code: number) => void)[];
  readonly codes: number[];
  end(reply: Reply): void;
  fail(error: Error): void;
}

/** Gives replies to commands in their order (RFC 959, 5.4). */
function replyQueue(dialogue: string[]) {
  const waiting: Waiting[] = [];
  let ended: Error | null = null;
  const expect = (command: string): Asked => {
    const listeners: ((code: number) => void)[] = [];
    const codes: number[] = [];
    const final = new Promise<Reply>((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new Error(`no answer to ${command}`));
      }, PATIENCE);
      const done = (act: () => void): void => {
        clearTimeout(late);
        act();
      };
      const entry: Waiting = {
        ...{ command, listeners, codes },
        end: (reply) => {
          done(() => {
            resolve(reply);
          });
        },
        fail: (error) => {
          done(() => {
            reject(error);
          });
        },
      };
      if (ended === null) waiting.push(entry);
      else entry.fail(ended);
    });
    final.catch(() => undefined);
    return {
      final,
      heard: (listener) => {
        codes.forEach((code) => {
          listener(code);
        });
        listeners.push(listener);
      },
    };
  };
  const got = (reply: Reply): void => {
    const head = waiting[0];
    dialogue.push(`${head?.command.split(' ')[0] ?? '-'} ${reply.code}`);
    if (head === undefined) return;
    head.codes.push(reply.code);
    head.listeners.forEach((listener) => {
      listener(reply.code);
    });
    if (reply.code < 200) return;
    waiting.shift();
    head.end(reply);
  };
  const end = (error: Error): void => {
    ended = error;
    waiting.splice(0).forEach((entry) => {
      entry.fail(error);
    });
  };
  return { expect, got, end };
}

function dial(scenario: Scenario, address: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port: scenario.tls === 'implicit' ? 990 : 21 });
    const late = setTimeout(() => socket.destroy(new Error('no control connection')), PATIENCE);
    socket.on('connect', () => {
      clearTimeout(late);
      resolve(socket);
    });
    socket.on('error', reject);
  });
}

function secure(scenario: Scenario, socket: Socket): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const tls = connectTls({ socket, rejectUnauthorized: scenario.trust === 'client-rejects' }, () => {
      resolve(tls);
    });
    tls.on('error', reject);
    tls.on('close', () => {
      reject(new Error('closed in the TLS handshake'));
    });
    setTimeout(() => {
      reject(new Error('no TLS handshake'));
    }, PATIENCE).unref();
  });
}

export async function openControl(scenario: Scenario, address: string): Promise<Control> {
  const dialogue: string[] = [];
  const queue = replyQueue(dialogue);
  const banner = queue.expect('-');
  let socket = await dial(scenario, address);
  let session: Buffer | undefined;
  let loggedIn = false;

  const read = (from: Socket): void => {
    let rest = '';
    from.on('data', (piece: Buffer) => {
      rest += piece.toString('latin1');
      const lines = rest.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines)
        if (/^\d{3} /.test(line)) queue.got({ code: Number(line.slice(0, 3)), text: line });
    });
    from.on('error', (error) => {
      queue.end(error);
    });
    from.on('close', () => {
      queue.end(new Error('control connection closed'));
    });
  };
  const upgrade = async (): Promise<void> => {
    socket.removeAllListeners('data').removeAllListeners('close');
    const tls = await secure(scenario, socket);
    tls.on('session', (ticket) => (session = ticket));
    read(tls);
    socket = tls;
  };
  const ask: Control['ask'] = (command, split = false, behind = []) => {
    const asked = queue.expect(command);
    behind.forEach((text) => queue.expect(text));
    const text = [command, ...behind, ''].join('\r\n');
    if (!split) socket.write(text);
    else {
      socket.write(text.slice(0, 7));
      setTimeout(() => socket.write(text.slice(7)), 60);
    }
    return asked;
  };
  const login = async (): Promise<void> => {
    await banner.final;
    const user = scenario.server === 'proftpd' ? 'lab' : 'anonymous';
    const steps = [
      `USER ${user}`,
      'PASS lab',
      ...(scenario.tls === 'none' ? [] : ['PBSZ 0', 'PROT P']),
      'TYPE I',
    ];
    if (scenario.tls === 'explicit') {
      const { code } = await ask('AUTH TLS').final;
      if (code !== 234) throw new Error(`AUTH TLS: ${code}`);
      await upgrade();
    }
    for (const step of steps) {
      const { code } = await ask(step).final;
      if (step.startsWith('USER') && code === 230) loggedIn = true;
      if (step.startsWith('PASS') && code >= 400) throw new Error(`login: ${code}`);
      if (step.startsWith('PASS')) loggedIn = true;
    }
  };
  if (scenario.tls === 'implicit') await upgrade();
  else read(socket);
  return {
    ...{ ask, login, dialogue },
    localAddress: () => (socket.localAddress ?? '').replace('::ffff:', ''),
    tlsSession: () => session,
    destroy: () => socket.destroy(),
    loggedIn: () => loggedIn,
  };
}
