import { arrive, leave, pass, type Connection } from './connection.js';
import { wire, type Control } from './control.js';
import { SECOND } from './net.js';
import { reply } from './offer.js';
import type { Scene } from './scene.js';
import { alert, CHANGE, cipher, clientHello, serverHello } from './tls.js';

/**
 * What is said and done, line by line, where no fault of the table tells it:
 *
 * | line | what happens |
 * | --- | --- |
 * | `> CCC`, `< 200 Fine` | client and server say it on the control connection, in clear or under TLS |
 * | `d> 900`, `d< 900` | client or server sends so many bytes on the data connection |
 * | `> !hello`, `< !server-hello`, `< !asking-hello`, `> !finished`, `d> !alert 48`, `< !close`, `d> !cipher 40` | TLS, on either |
 * | `< !fin`, `d> !rst` | one side closes or resets |
 * | `d! !rst` | the unit resets both sides |
 * | `near < …`, `far d> …` | between the unit and the client, or the unit and the server, alone |
 * | `lost < …` | it comes in and is dropped: the unit has forgotten the session |
 * | `wait 5` | so many seconds pass |
 */
export type Story = readonly string[];

const LINE = /^(?:(near|far|lost) )?(d?)([<>!]) (.+)$/;

export interface Stage {
  scene: Scene;
  control: Control;
  data?: Connection;
  /** The server opened the data connection. */
  active?: boolean;
  /** Of the transfer, for WAD's lines about its replies. */
  verb?: string;
}

/** Plays the lines from `at` on; returns when the last one is over. */
export function tell(stage: Stage, at: number, story: Story): number {
  const { scene, control } = stage;
  let now = at;
  let command = stage.verb ?? '';
  for (const line of story) {
    if (line.startsWith('wait ')) {
      now += Math.round(Number(line.slice(5)) * SECOND);
      continue;
    }
    const found = LINE.exec(line);
    if (!found) throw new Error(`"${line}" is no line of a story.`);
    const [, side, isData, way, what = ''] = found;
    const connection = isData ? stage.data! : control.connection;
    const from = (way === '>') === !(isData && stage.active) ? 'a' : 'b';
    if (way === '>' && !isData && !what.startsWith('!')) command = what.split(' ')[0]!;
    if (way === '!') now = cutBoth(scene, connection, now);
    else if (side === undefined && command !== '' && isReply(what, isData))
      now = reply(scene, control, now, command, what, Number(what.slice(0, 3)) >= 200);
    else {
      const { flags, payload } = meant(stage, what, isData !== '');
      if (side === undefined) now = pass(scene, connection, now, from, flags, payload);
      else now = onOneSide(scene, connection, now, from, side, { flags, payload });
    }
    if (isData === '') settle(control, what, from);
    now += scene.random.int(2000, 30_000);
  }
  return now;
}

/** WAD prints the code of a reply to a command that it keeps in its queue: none of the banner. */
const isReply = (what: string, isData: string | undefined): boolean => !isData && /^\d{3} /.test(what);

/** TLS begins with what follows the handshake, and CCC ends it; a FIN of either side ends the session. */
function settle(control: Control, what: string, from: 'a' | 'b'): void {
  if (what === '!fin' || what === '!rst') control.closed = true;
  if (what === '!finished' && from === 'a') control.encrypted = true;
  if (what === '!close' && from === 'b') control.encrypted = false;
}

interface Meant {
  flags: string;
  payload: string;
}

function meant({ scene, control }: Stage, what: string, isData: boolean): Meant {
  const { random: chance, options } = scene;
  const [name = '', value = '0'] = what.split(' ');
  const said = (payload: string): Meant => ({ flags: 'P.', payload });
  switch (name) {
    case '!fin':
      return { flags: 'F.', payload: '' };
    case '!rst':
      return { flags: 'R.', payload: '' };
    case '!hello':
      return said(clientHello(chance, options.tlsVersion));
    case '!server-hello':
      return said(serverHello(chance, options.tlsVersion));
    case '!asking-hello':
      return said(serverHello(chance, options.tlsVersion, 700, true));
    case '!finished':
      return said(CHANGE + cipher(chance, 53, options.tlsVersion === 'TLS 1.3' ? 23 : 22));
    case '!alert':
      return said(alert(2, Number(value)));
    case '!close':
      return said(alert(1, 0));
    case '!cipher':
      return said(cipher(chance, Number(value)));
    default:
      return said(isData ? 'x'.repeat(Number(what)) : wire(scene, control, `${what}\r\n`));
  }
}

function onOneSide(
  scene: Scene,
  connection: Connection,
  at: number,
  from: 'a' | 'b',
  side: string,
  { flags, payload }: Meant,
): number {
  const lost = side === 'lost';
  const near = lost ? from === 'a' : side === 'near';
  const leg = near ? connection.first : connection.second;
  const comesIn = near === (from === 'a');
  if (comesIn) arrive(scene, at, leg, from, flags, payload, lost ? [{ step: 'no-session' }] : undefined);
  else leave(scene, at, leg, from, flags, payload);
  return at + 300;
}

function cutBoth(scene: Scene, connection: Connection, at: number): number {
  leave(scene, at, connection.first, 'b', 'R.');
  leave(scene, at + 30, connection.second, 'a', 'R.');
  return at + 60;
}
