/** An FTP client for what real ones do seldom or never. Run inside a namespace: scripted-client.js SCENARIO.json SHARED ADDRESS */
import { readFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';

import { attempt, type Attempt } from './attempt.js';
import { openControl, type Control } from './control-client.js';
import { portIn } from './dialogue.js';
import type { Scenario, Verb } from './scenario.js';

const [file, shared, address] = process.argv.slice(2) as [string, string, string];
const scenario = JSON.parse(readFileSync(file, 'utf8')) as Scenario;
const { habit, command } = scenario;
const isActive = command === 'PORT' || command === 'EPRT';
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const upload = readFileSync(join(shared, 'upload'));
const SIZES: Readonly<Record<string, number>> = { small: 700, medium: 24_000, large: 90_000 };

interface Offered {
  readonly told: Attempt;
  /** Dials, or waits to be dialled; null where nothing opens. */
  readonly open: () => Promise<Socket | null>;
}

const attempts: Attempt[] = [];

function dial(told: Attempt): Promise<Socket | null> {
  told.dialledAt ??= Date.now();
  return new Promise((resolve) => {
    const socket = connect({ host: address, port: told.port! });
    const late = setTimeout(() => socket.destroy(), 6000);
    socket.on('connect', () => {
      clearTimeout(late);
      told.opened = true;
      resolve(socket);
    });
    socket.on('error', () => {
      resolve(null);
    });
    socket.on('close', () => {
      resolve(null);
    });
  });
}

async function passive(control: Control, told: Attempt): Promise<Offered> {
  const reply = await control.ask(command, habit === 'split-command').final;
  told.code = reply.code;
  told.port = portIn(reply.text);
  return { told, open: () => (told.port === null ? Promise.resolve(null) : dial(told)) };
}

async function active(control: Control, told: Attempt): Promise<Offered> {
  const listener: Server = createServer();
  const own = control.localAddress();
  const ready = new Promise<void>((resolve) =>
    listener.listen(0, () => {
      resolve();
    }),
  );
  await ready;
  const port = (listener.address() as { port: number }).port;
  told.port = port;
  const arrival = new Promise<Socket | null>((resolve) => {
    listener.on('connection', (socket) => {
      told.dialledAt ??= Date.now();
      told.opened = true;
      listener.close();
      resolve(socket);
    });
    setTimeout(() => {
      listener.close();
      resolve(null);
    }, 7000).unref();
  });
  if (habit === 'never-dial') listener.close();
  const numbers = [...own.split('.'), String(port >> 8), String(port & 255)].join(',');
  const text = command === 'PORT' ? `PORT ${numbers}` : `EPRT |${own.includes(':') ? 2 : 1}|${own}|${port}|`;
  told.code = (await control.ask(text, habit === 'split-command').final).code;
  return { told, open: () => arrival };
}

async function offer(control: Control): Promise<Offered> {
  const told = attempt(command, Date.now());
  attempts.push(told);
  return isActive ? active(control, told) : passive(control, told);
}

function secured(control: Control, socket: Socket): Promise<Socket | null> {
  if (scenario.tls === 'none') return Promise.resolve(socket);
  const session = scenario.trust === 'reuse-required' ? undefined : control.tlsSession();
  const options = { socket, rejectUnauthorized: false, ...(session === undefined ? {} : { session }) };
  return new Promise((resolve) => {
    const tls = connectTls(options, () => {
      resolve(tls);
    });
    tls.on('error', () => {
      resolve(null);
    });
    tls.on('close', () => {
      resolve(null);
    });
  });
}

/** Carries the bytes and ends when the data connection has ended. */
function carry(data: Socket, told: Attempt, verb: Verb): Promise<void> {
  const breaks = habit === 'abort' || habit === 'reset-data';
  return new Promise((resolve) => {
    const idle = setTimeout(() => data.destroy(), 6000);
    data.on('error', () => {
      resolve();
    });
    data.on('close', () => {
      clearTimeout(idle);
      resolve();
    });
    data.on('end', () => data.end());
    data.on('data', (piece: Buffer) => {
      told.bytes += piece.length;
      if (!breaks) return;
      told.aborted = true;
      data.resetAndDestroy();
    });
    if (verb !== 'STOR') return;
    data.end(upload, () => (told.bytes = upload.length));
  });
}

const NAMES = Object.keys(SIZES);
const argumentOf = (verb: Verb, n: number): string =>
  verb === 'RETR'
    ? ` ${NAMES[(scenario.seed + n) % NAMES.length]}`
    : verb === 'STOR'
      ? ` up/s${scenario.seed}-${n}`
      : '';

/** Opens the data connection and sends the verb, in the order that the habit asks for. */
async function begin(control: Control, { told, open }: Offered, text: string) {
  const ask = () => control.ask(text, false, habit === 'pipeline' ? ['NOOP', 'PWD'] : []);
  told.verb = text.trim();
  if (habit === 'never-dial') return { asked: ask(), data: Promise.resolve(null) };
  if (isActive || habit === 'verb-first' || habit === 'pipeline') {
    const asked = ask();
    return { asked, data: open() };
  }
  if (habit === 'late-dial') {
    const asked = ask();
    await wait(1500);
    return { asked, data: open() };
  }
  const data = await open();
  if (habit === 'noop-between') await control.ask('NOOP').final;
  return { asked: ask(), data: Promise.resolve(data) };
}

async function transfer(control: Control, verb: Verb, n: number): Promise<void> {
  let offered = await offer(control);
  if (habit === 'unused-offer' && n === 0) {
    await control.ask('NOOP').final;
    return;
  }
  if (habit === 'offer-twice') offered = await offer(control);
  const { told } = offered;
  if (told.code === null || told.code >= 400) return;
  if (habit === 'dial-only') {
    (await offered.open())?.destroy();
    await control.ask('NOOP').final;
    return;
  }
  const argument = argumentOf(verb, n);
  told.expected = verb === 'RETR' ? SIZES[argument.trim()]! : verb === 'STOR' ? upload.length : null;
  const { asked, data } = await begin(control, offered, `${verb}${argument}`);
  // Behind the one that is used: a server takes the connection that comes first.
  if (habit === 'dial-twice' && !isActive)
    void dial(told).then((extra) => setTimeout(() => extra?.destroy(), 3000));
  asked.heard((code) => {
    told.replies.push(code);
    told.endedAt = Date.now();
  });
  during(control, told);
  const refused = asked.final.then(({ code }) => (code >= 400 ? null : data));
  const socket = await Promise.race([data, refused]);
  const ready = socket === null ? null : await secured(control, socket);
  if (ready === null) socket?.destroy();
  else await carry(ready, told, verb);
  await asked.final;
}

function during(control: Control, told: Attempt): void {
  if (habit === 'noop-in-transfer') control.ask('NOOP');
  if (habit === 'stat-in-transfer') control.ask('STAT');
  if (habit === 'abort') setTimeout(() => told.aborted && control.ask('ABOR'), 50);
  if (habit !== 'quit-in-transfer') return;
  told.aborted = true;
  control.destroy();
}

async function main(): Promise<void> {
  const control = await openControl(scenario, address);
  // A session of timeouts alone is told as far as it came.
  setTimeout(() => {
    control.destroy();
  }, 38_000).unref();
  try {
    await control.login();
    if (habit === 'idle') await wait(3500);
    for (const [n, verb] of scenario.verbs.entries()) await transfer(control, verb, n);
    if (habit === 'idle') await wait(3500);
    await control.ask('QUIT').final;
  } finally {
    console.log(JSON.stringify({ attempts, dialogue: control.dialogue, loggedIn: control.loggedIn() }));
    control.destroy();
  }
}

process.on('uncaughtException', (error) => {
  console.error(error.message);
});
process.on('unhandledRejection', (error) => {
  console.error(String(error));
});
main().then(
  () => setTimeout(() => process.exit(0), 200),
  (error: unknown) => {
    console.error(String(error));
    setTimeout(() => process.exit(1), 200);
  },
);
