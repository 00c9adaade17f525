import { advance, connect, hexId, segment, travel, type Connection } from './connection.js';
import { translated, type Records } from './admission.js';
import type { Mark, TrueSession, World } from './model.js';

/** One control session while it is played: its connection, its moment, its proxy worker. */
export interface Dialog {
  readonly world: World;
  readonly session: TrueSession;
  readonly control: Connection;
  readonly pid: number;
  time: number;
  encrypted: boolean;
  alive: boolean;
  /** Commands whose replies wait until a transfer has ended. */
  readonly queued: [command: string, code: number, text: string][];
}

export const proxied = (world: World): boolean => world.inspection === 'proxy';

export function startDialog(world: World, session: TrueSession, time: number, pid: number): Dialog {
  const { client, server } = session;
  const [natClient, mapped] = translated(world, session);
  const control = connect(world, {
    near: [client, server],
    far: [natClient, mapped],
    proxied: proxied(world),
  });
  return { world, session, control, pid, time, encrypted: false, alive: true, queued: [] };
}

export interface Saying {
  readonly marks?: readonly Mark[];
  /** The unit keeps the segment: it comes in again and again and never leaves. */
  readonly swallowed?: boolean;
  /** What the far leg reads, where it differs. */
  readonly far?: string;
  /** Meant for the marks of what comes in again. */
  readonly failMarks?: readonly Mark[];
}

const bytesOf = (dialog: Dialog, text: string): Buffer => {
  if (!dialog.encrypted) return Buffer.from(`${text}\r\n`, 'latin1');
  return tlsRecord(23, text.length + 26, dialog.world);
};
export function tlsRecord(type: number, length: number, world: World): Buffer {
  const body = Buffer.from(Array.from({ length }, () => world.chance.int(0, 255)));
  return Buffer.concat([Buffer.from([type, 3, 3, length >> 8, length & 255]), body]);
}

/** Sends a line of the control channel; answers false if it never arrives. */
export function say(dialog: Dialog, fromClient: boolean, text: string, how: Saying = {}): boolean {
  return send(
    dialog,
    fromClient,
    bytesOf(dialog, text),
    how.far === undefined ? undefined : bytesOf(dialog, how.far),
    how,
  );
}

export function send(
  dialog: Dialog,
  fromClient: boolean,
  payload: Buffer,
  farPayload: Buffer | undefined,
  how: Saying,
): boolean {
  const { world, control } = dialog;
  const both = {
    payload,
    ...(farPayload && { farPayload }),
    forward: fromClient,
    ...helping(dialog, fromClient),
  };
  if (how.swallowed === true) {
    for (const [nth, wait] of [0, 0.3, 0.9, 2.1, 4.5].entries()) {
      const marks = nth === 0 ? (how.marks ?? []) : [...(how.marks ?? []), ...(how.failMarks ?? [])];
      segment(world, control, { ...both, time: dialog.time + wait, swallowed: true, marks });
    }
    dialog.time += 9;
    return false;
  }
  const marks = how.marks ?? [];
  const legs = !control.proxied
    ? [undefined]
    : fromClient
      ? (['near', 'far'] as const)
      : (['far', 'near'] as const);
  for (const leg of legs) {
    const part = leg === undefined ? {} : { leg };
    const sent = dialog.time;
    dialog.time = segment(world, control, { ...both, ...part, time: sent, marks });
    // Lost behind the unit: the same segment passes once more.
    if (world.chance.happens(0.02))
      dialog.time = segment(world, control, { ...both, ...part, time: sent + 0.25, marks });
  }
  advance(control, fromClient, payload.length);
  if (world.chance.happens(0.5)) {
    for (const leg of legs) {
      const part = leg === undefined ? {} : { leg };
      segment(world, control, { ...part, flags: '.', forward: !fromClient, time: dialog.time + 0.0004 });
    }
  }
  return true;
}

function helping(dialog: Dialog, original: boolean): { records?: Records } {
  const { world, control } = dialog;
  if (world.inspection !== 'helper' || (world.offloaded && control.traced > 8)) return {};
  const direction = original ? 'original' : 'reply';
  return {
    records: [
      ['resolve_ip_tuple_fast', `Find an existing session, id-${hexId(control.id)}, ${direction} direction`],
      ['', `run helper-ftp(dir=${direction})`],
    ],
  };
}

export type WadLine = string | readonly [string, string];
export function wad(
  dialog: Dialog,
  lines: readonly WadLine[],
  marks: readonly Mark[] = [],
  time = dialog.time,
): void {
  if (!proxied(dialog.world)) return;
  dialog.world.sights.push({
    source: 'wad',
    time,
    marks,
    pid: dialog.pid,
    session: dialog.control.id,
    lines,
  });
}

export const command = (dialog: Dialog, text: string, how: Saying = {}): boolean =>
  say(dialog, true, text, how);

/** The server answers; the proxy's debug tells it, and that the command is done if the answer is its last. */
export function reply(
  dialog: Dialog,
  verb: string,
  code: number,
  text: string,
  how: Saying & { wadLines?: readonly WadLine[] } = {},
): boolean {
  dialog.time += dialog.world.chance.int(300, 30000) / 1e6;
  const lines: WadLine[] = code < 200 || verb === '' ? [] : [`removed command ${verb} from cmd queue.`];
  lines.push(['wad_ftp_exec_state', 'received event REPLY in state NORMAL'], ...(how.wadLines ?? []));
  lines.push(['wad_ftp_exec_state', 'transitioned from state NORMAL to state NORMAL']);
  lines.push([
    '__wad_ftp_session_proc_reply',
    `forwarded reply to client: ftp cmd=${verb === '' ? 'NONE' : verb}, reply code=${code}`,
  ]);
  if (verb !== '') wad(dialog, lines, how.marks, dialog.time + 0.003);
  return say(dialog, false, `${code} ${text}`, how);
}

export function closeControl(dialog: Dialog): void {
  const { world, control } = dialog;
  if (!dialog.alive) return;
  const legs = control.proxied ? (['near', 'far'] as const) : [undefined];
  for (const leg of legs) {
    const part = leg === undefined ? {} : { leg };
    const back = segment(world, control, { ...part, time: dialog.time, forward: false, flags: 'F.' });
    travel(world, control, {
      ...part,
      time: back,
      forward: true,
      flags: 'F.',
      seq: control.sent[0],
      ack: control.sent[1] + 1,
    });
  }
  dialog.alive = false;
}
