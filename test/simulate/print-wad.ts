import type { WadDeed } from './happenings.js';
import { colon, SECOND, stamp } from './net.js';
import { random, type Random } from './prng.js';
import type { Scene } from './scene.js';

interface Look {
  func: string;
  line: number;
  text: string;
}

const ZERO = { address: '0.0.0.0', port: 0 };

function look(deed: WadDeed, chance: Random, state: { fd: number }): Look | null {
  const pointer = (): string => `0x7f52d${chance.hex(7)}`;
  switch (deed.deed) {
    case 'event':
      return { func: 'wad_ftp_exec_state', line: 3954, text: `received event ${deed.event} in state NORMAL` };
    case 'stay':
      return {
        func: 'wad_ftp_exec_state',
        line: 3980,
        text: 'transitioned from state NORMAL to state NORMAL',
      };
    case 'offer': {
      const func =
        deed.command === 'PASV' || deed.command === 'EPSV'
          ? `wad_ftp_${deed.command.toLowerCase()}_reply_handler`
          : `wad_ftp_${deed.command.toLowerCase()}_cmd_handler`;
      const { address, port } = deed.endpoint;
      return {
        func,
        line: deed.command === 'PASV' ? 1180 : 1243,
        text: `offer_ip=${address} offer_port=${port}`,
      };
    }
    case 'free-expectation':
      return {
        func: 'wad_ftp_tp_ses_exp_free',
        line: 168,
        text: `fts=${pointer()}, exp=${deed.older ?? '(nil)'}`,
      };
    case 'find-listener':
      return {
        func: 'wad_exp_tcp_in_find',
        line: 190,
        text: `proto=6 vd=0 ->${colon(deed.endpoint)} exp_tcp_in=(nil)`,
      };
    case 'listen':
      state.fd += 1;
      return {
        func: 'wad_exp_tcp_in_open',
        line: 228,
        text: `bound to proto=6 dest=${colon(deed.endpoint)} vd=0 fd=${state.fd} local=0 tin(${pointer()})`,
      };
    case 'forward-reply':
      return {
        func: '__wad_ftp_session_proc_reply',
        line: 706,
        text: `forwarded reply to client: ftp cmd=${deed.command}, reply code=${deed.code}`,
      };
    case 'copy-to-ips':
      return {
        func: 'wad_ips_port_out_read_br',
        line: 262,
        text: `ips_conn=${pointer()}, len=${deed.length}`,
      };
    case 'serve-http':
      return {
        func: 'wad_dump_http_request',
        line: 2592,
        text: `hreq=${pointer()} Received request from client: ${colon(deed.client)}`,
      };
    default:
      return null;
  }
}

/** The lines that carry neither time nor session. */
function bare(deed: WadDeed, scene: Scene): string[] {
  if (deed.deed === 'take-command') return [`removed command ${deed.command} from cmd queue.`];
  if (deed.deed !== 'expect') return [];
  const to = colon(deed.to);
  const unmapped = { omit: null, same: deed.to, zero: ZERO }[scene.options.untranslatedTuple];
  const mapped = deed.mapped ?? unmapped;
  const source = colon(deed.from);
  return [
    `Control session tuple: ${colon(deed.control[0])} -> ${colon(deed.control[1])} vf 0 vrf 0`,
    `Expect session tuple: ${source} -> ${to}${mapped ? `(${colon(mapped)})` : ''} vf 0 vrf 0`,
    `${' '.repeat(21)}dir ${deed.reply ? 1 : 0}  act ${deed.mapped ? 2 : 0}  hook 0 state 0 ops 0  skip 0`,
    '',
    `redirect: TCP ${source} -> ${to}${mapped ? ` DNAT ${colon(mapped)}` : ''}`,
  ];
}

export function printWad(scene: Scene): string {
  const { release, zoneSeconds, wadSkew } = scene.options;
  const chance = random(scene.options.seed).fork(21);
  const pid = chance.int(180, 2400);
  const requests = new Map<string, number>();
  const state = { fd: chance.int(40, 90) };
  const lines: string[] = [];
  for (const happening of scene.happenings) {
    if (happening.kind !== 'wad') continue;
    const shown = look(happening.deed, chance, state);
    if (!shown) {
      lines.push(...bare(happening.deed, scene));
      continue;
    }
    const time = stamp(happening.at + (zoneSeconds + wadSkew) * SECOND);
    const session = String(Number.parseInt(happening.session, 16));
    if (release === '6.4') {
      lines.push(`${time} [p:${pid}][s:${session}] ${shown.func}(${shown.line}): ${shown.text}`);
      continue;
    }
    const request = requests.get(session) ?? requests.size + 1;
    requests.set(session, request);
    const level = shown.func.startsWith('wad_ips') ? 'V' : 'I';
    const head = `[${level}]${time} [p:${pid}][s:${session}][r:${request}] `;
    lines.push(`${head}${shown.func.padEnd(34)}:${String(shown.line).padEnd(5)} ${shown.text}`);
  }
  return lines.length > 0 ? `${lines.join('\n')}\n` : '';
}
