import { clientHello } from '../tools/talk.js';
import { dataConnection, giveUp, sendVerb, throughPinhole, type Attempt } from './attempt.js';
import {
  again,
  answerFirst,
  arrive,
  close,
  existing,
  handshake,
  leave,
  pass,
  type Connection,
} from './connection.js';
import { SECOND } from './net.js';
import { reply } from './offer.js';

/** Faults of a data connection that has opened on both sides, and what hides its packets. */

const PACE = { answer: 54_200, dial: 10_200 };
const HELLO = String.fromCharCode(...clientHello('ftp.example.com'));
const LISTING = 'drwxr-xr-x    2 ftp      ftp          4096 Jul 26 12:00 pub\r\n';

/** Let in, and nobody answers the unit's ARP for the far end: no SYN of it ever leaves. */
export function unresolved(attempt: Attempt): number {
  const { scene, offer } = attempt;
  const connection = dataConnection(attempt);
  const { first, second, proxied } = connection;
  sendVerb(attempt, offer.reply ? undefined : attempt.at - 2200);
  const admission = throughPinhole(attempt, connection, attempt.at);
  arrive(scene, attempt.at, first, 'a', 'S', '', admission);
  const dialled = proxied
    ? answerFirst(scene, connection, attempt.at, PACE.answer) + PACE.dial
    : attempt.at + 60;
  attempt.cut(dialled + 300_000);
  const asker = offer.reply ? scene.world.outside : scene.world.unitInside;
  for (const wait of [0, 1, 2]) {
    const text = `arp who-has ${offer.offered.address} tell ${asker}`;
    const at = dialled + wait * SECOND;
    scene.happenings.push({ kind: 'arp', at, interface: second.interface, direction: 'out', text });
    if (proxied || wait === 0) continue;
    again(first, 'a');
    arrive(scene, at - 40, first, 'a', 'S', '', existing(connection, 'original'));
  }
  const over = dialled + 10 * SECOND;
  if (proxied) leave(scene, over, first, 'b', 'F.');
  return over;
}

/** Up to 150; returns when the first byte may come. */
function opens(attempt: Attempt, connection: Connection, verb: string): number {
  const { scene, control } = attempt;
  attempt.cut(attempt.at + (connection.proxied ? 58_000 : 1000));
  const admission = throughPinhole(attempt, connection, attempt.at);
  const open = handshake(scene, connection, attempt.at, admission, PACE);
  return reply(scene, control, open + 700, verb, '150 Here comes the directory listing.', false) + 400;
}

/** The client begins TLS and the server sends its listing in clear. */
export function mixesTls(attempt: Attempt): number {
  const { scene, offer } = attempt;
  const connection = dataConnection(attempt);
  const verb = sendVerb(attempt);
  const [client, server] = offer.reply ? (['b', 'a'] as const) : (['a', 'b'] as const);
  const begun = opens(attempt, connection, verb);
  const asked = pass(scene, connection, begun, client, 'P.', HELLO);
  const answered = pass(scene, connection, asked + 900, server, 'P.', LISTING);
  const closed = close(scene, connection, answered + 600, client);
  return giveUp(attempt, closed + 700, verb, '426 Connection closed; transfer aborted.');
}

/** Packets of full size vanish on the way to who takes the file; the server gives up after a minute. */
export function losesLarge(attempt: Attempt): number {
  const { scene, offer } = attempt;
  const connection = dataConnection(attempt);
  const { first, second, proxied } = connection;
  const verb = sendVerb(attempt);
  const begun = opens(attempt, connection, verb);
  const [server, inward, outward] = offer.reply
    ? (['a', first, second] as const)
    : (['b', second, first] as const);
  const payload = 'x'.repeat(1400);
  for (const wait of [0, 0.3, 0.9, 2.1, 4.5, 9.3]) {
    const at = begun + wait * SECOND;
    const isFirst = wait === 0;
    if (isFirst || !proxied) {
      if (!isFirst) back(inward, server, payload.length);
      arrive(scene, at, inward, server, '.', payload);
      if (proxied) leave(scene, at + 40, inward, server === 'a' ? 'b' : 'a', '.');
    }
    if (!isFirst) back(outward, server, payload.length);
    leave(scene, at + 90, outward, server, '.', payload);
  }
  const over = begun + 60 * SECOND;
  arrive(scene, over, inward, server, 'R.');
  leave(scene, over + 60, outward, server, 'R.');
  return giveUp(attempt, over + 900, verb, '426 Failure writing network stream.');
}

function back({ talk }: Connection['first'], from: 'a' | 'b', length: number): void {
  if (from === 'a') talk.nextA -= length;
  else talk.nextB -= length;
}

/** The network processor takes over after the handshake: nothing of the CPU's sees the file or the end. */
export function offloaded(attempt: Attempt): number {
  const { scene, control } = attempt;
  const connection = dataConnection(attempt);
  const verb = sendVerb(attempt);
  const begun = opens(attempt, connection, verb);
  const entry = scene.tables.find(({ id, expectation }) => id === connection.id && !expectation);
  if (entry) entry.offloaded = true;
  return reply(scene, control, begun + 4 * SECOND, verb, '226 Directory send OK.');
}
