/** An FTP server for what real ones do seldom or never. Run inside a namespace: scripted-server.js SCENARIO.json SHARED */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createSecureContext, TLSSocket } from 'node:tls';

import type { Quirk, Scenario } from './scenario.js';
import { dataOf, type Waiting } from './server-data.js';

const [file, shared] = process.argv.slice(2) as [string, string];
const scenario = JSON.parse(readFileSync(file, 'utf8')) as Scenario;
const quirk: Quirk = scenario.quirk;
const pem = readFileSync(join(shared, 'server.pem'));
const context = createSecureContext({
  key: pem,
  cert: pem,
  ca: readFileSync(join(shared, 'other.pem')),
  maxVersion: scenario.tls13 ? 'TLSv1.3' : 'TLSv1.2',
});
const asks = scenario.trust === 'server-wants-certificate';
const secure = (socket: Socket): TLSSocket =>
  new TLSSocket(socket, {
    isServer: true,
    secureContext: context,
    requestCert: asks,
    rejectUnauthorized: asks,
  });

const data = dataOf(scenario, shared, secure);

const log = (text: string): void => {
  console.log(`${new Date().toISOString()} ${text}`);
};
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface State {
  control: Socket;
  /** The data connection to come: of the listener, or dialled when a verb asks for it. */
  waiting: Waiting | null;
  protect: boolean;
  transfers: number;
}

function say(state: State, text: string): void {
  log(`> ${text}`);
  const shown =
    quirk === 'lower-case' ? text.replace(/Entering Passive Mode/, 'entering passive mode') : text;
  if (quirk !== 'split-reply' || !/^22[79]/.test(text)) {
    state.control.write(`${shown}\r\n`);
    return;
  }
  const half = shown.indexOf('(') + 6;
  state.control.write(shown.slice(0, half));
  setTimeout(() => state.control.write(`${shown.slice(half)}\r\n`), 60);
}

async function offer(state: State, verb: 'PASV' | 'EPSV'): Promise<void> {
  if (quirk === 'refuse-offer' || (quirk === 'refuse-epsv' && verb === 'EPSV')) {
    say(state, verb === 'EPSV' ? '500 EPSV not understood' : '502 Passive mode is off');
    return;
  }
  state.waiting?.close();
  const { port, waiting } = await data.listen();
  state.waiting = waiting;
  if (quirk === 'close-listener') waiting.close();
  if (verb === 'EPSV') {
    say(state, `229 Entering Extended Passive Mode (|||${port}|)`);
    return;
  }
  const own = (state.control.localAddress ?? '').replace('::ffff:', '');
  const address = quirk === 'other-address' ? '10.99.99.9' : scenario.announce ? '198.51.100.20' : own;
  const [high, low] = [port >> 8, port & 255];
  if (quirk === 'multiline') say(state, `227-Passive mode\r\n 227 is near`);
  say(state, `227 Entering Passive Mode (${address.replaceAll('.', ',')},${high},${low}).`);
}

function active(state: State, argument: string, extended: boolean): void {
  if (quirk === 'refuse-offer') {
    say(state, '500 Illegal PORT command');
    return;
  }
  const parts = argument.split(extended ? argument[0]! : ',');
  const host = extended ? parts[2]! : parts.slice(0, 4).join('.');
  const port = extended ? Number(parts[3]) : Number(parts[4]) * 256 + Number(parts[5]);
  state.waiting = { open: () => data.dial(host, port), close: () => undefined };
  say(state, `200 ${extended ? 'EPRT' : 'PORT'} command successful`);
}

/** Refusals before a data connection is looked at. */
const REFUSALS: Partial<Record<Quirk, string>> = {
  '425': '425 Can not open data connection',
  '550': '550 No such file',
  '552': '552 Storage exceeded',
  '421-in-transfer': '421 Service not available, closing control connection',
};

const opened = (state: State): Promise<Socket | null> =>
  Promise.race([state.waiting?.open() ?? Promise.resolve(null), wait(5000).then(() => null)]).catch(
    () => null,
  );

async function transfer(state: State, verb: string, name: string): Promise<void> {
  const first = state.transfers++ === 0;
  const refusal = first ? REFUSALS[quirk] : undefined;
  if (refusal !== undefined) {
    state.waiting?.close();
    state.waiting = null;
    say(state, refusal);
    if (refusal.startsWith('421')) state.control.end();
    return;
  }
  if (quirk === 'slow-accept') await wait(1500);
  if (quirk !== 'silent-150') say(state, `${quirk === '125' ? 125 : 150} Here it comes`);
  if (quirk === '150-and-550' && first) {
    await wait(50);
    say(state, '550 Failed to read the file');
    return;
  }
  if (quirk === 'early-226') say(state, '226 Transfer complete');
  const socket = await opened(state);
  if (socket === null) {
    say(state, '425 Can not build data connection');
    return;
  }
  socket.on('error', () => undefined);
  const carrier = state.protect ? await data.protect(socket) : socket;
  if (carrier === null) {
    say(state, '522 TLS on the data connection failed');
    return;
  }
  await carry(state, carrier, verb, name);
}

async function carry(state: State, carrier: Socket, verb: string, name: string): Promise<void> {
  if (quirk === 'close-control') {
    state.control.end();
    return;
  }
  await (verb === 'STOR' ? data.receive(carrier) : data.send(carrier, verb, name));
  state.waiting?.close();
  if (quirk === 'early-226' || quirk === 'no-226') return;
  if (quirk === '426' || quirk === 'reset-data') say(state, '426 Connection closed, transfer aborted');
  else if (quirk === '451') say(state, '451 Local error in processing');
  else say(state, '226 Transfer complete');
}

const sizeOf = (path: string): string =>
  existsSync(path) ? `213 ${statSync(path).size}` : '550 Could not get the size';

const ANSWERS: Readonly<Record<string, string>> = {
  USER: '331 Please tell your password',
  PASS: '230 Welcome',
  TYPE: '200 Type set',
  NOOP: '200 Still here',
  PBSZ: '200 PBSZ=0',
  SYST: '215 UNIX Type: L8',
  PWD: '257 "/" is the current directory',
  CWD: '250 Directory changed',
  STAT: '211-Status\r\n all is well\r\n211 End',
  FEAT: '211-Features:\r\n EPSV\r\n AUTH TLS\r\n SIZE\r\n211 End',
  OPTS: '200 Done',
  ABOR: '226 Abort successful',
};

async function answer(state: State, verb: string, argument: string): Promise<void> {
  if (verb === 'PASV' || verb === 'EPSV') return offer(state, verb);
  if (verb === 'PORT' || verb === 'EPRT') {
    active(state, argument, verb === 'EPRT');
    return;
  }
  if (verb === 'PASS' && quirk === 'no-login') {
    say(state, '530 Login incorrect');
    return;
  }
  if (verb === 'AUTH') {
    if (quirk === 'refuse-auth' || scenario.tls === 'none') {
      say(state, '502 AUTH is not supported');
      return;
    }
    say(state, '234 Proceed with TLS');
    state.control.removeAllListeners('data');
    attach(state, secure(state.control));
    return;
  }
  if (verb === 'PROT') {
    state.protect = argument === 'P';
    say(state, '200 Protection set');
    return;
  }
  if (verb === 'SIZE') {
    say(state, sizeOf(join(shared, 'pub', argument)));
    return;
  }
  if (/^(RETR|STOR|LIST|NLST|MLSD)$/.test(verb)) return transfer(state, verb, argument);
  if (verb === 'QUIT') {
    say(state, '221 Goodbye');
    state.control.end();
    return;
  }
  say(state, ANSWERS[verb] ?? '502 Not implemented');
}

function attach(state: State, control: Socket): void {
  state.control = control;
  let rest = '';
  // Commands are answered one after another, so replies keep their order (RFC 959).
  let turn = Promise.resolve();
  control.on('error', (error) => {
    log(`! ${error.message}`);
  });
  control.on('close', () => state.waiting?.close());
  control.on('data', (piece: Buffer) => {
    rest += piece.toString('latin1');
    const lines = rest.split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      log(`< ${line}`);
      const [verb = '', ...words] = line.replace(/^[^A-Za-z]+/, '').split(' ');
      turn = turn.then(() => answer(state, verb.toUpperCase(), words.join(' ')));
    }
    if (quirk === 'idle-421') idle(state);
  });
}

let idling: NodeJS.Timeout | undefined;
function idle(state: State): void {
  clearTimeout(idling);
  idling = setTimeout(() => {
    say(state, '421 Idle timeout');
    state.control.end();
  }, 2500);
}

const port = scenario.tls === 'implicit' ? 990 : 21;
createServer((socket) => {
  const state: State = { control: socket, waiting: null, protect: false, transfers: 0 };
  if (scenario.tls === 'implicit') {
    state.protect = true;
    attach(state, secure(socket));
  } else attach(state, socket);
  say(state, '220 Lab FTP server ready');
}).listen(port);
process.on('uncaughtException', (error) => {
  log(`! ${error.message}`);
});
