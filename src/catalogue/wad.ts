import type { OfferCommand } from '../ftp.js';
import { address, colonEndpoint, endpoint, type Endpoint } from '../net.js';
import { own } from '../intern.js';
import type { Message, WadHead } from './message.js';
import { plainMessages } from './wad/plain.js';

/** What every WAD event takes from its line's head. Spread it last: V8 is ten times slower if it comes first. */
export function wadBase(head: WadHead) {
  const { origin, stamp, wadSession, sessionId, pid } = head;
  return { source: 'wad', origin, stamp, wadSession, sessionId, pid } as const;
}

/**
 * Reads `10.0.0.1:21`, `[2001:db8::1]:21` and `2001:db8::1:21`, where the port stands behind the last colon; else null.
 * The endpoint does not keep the input's text in memory.
 */
export function wadEndpoint(text: string | undefined): Endpoint | null {
  const end = colonEndpoint(text?.startsWith('[') ? text.slice(1).replace(']:', ':') : (text ?? ''));
  return end && own(end);
}

function ipAndPort(ip: string | undefined, port: string | undefined): Endpoint | null {
  const host = address(ip ?? '');
  return host === null || Number(port) > 65_535 ? null : own(endpoint(host, Number(port)));
}

// Real logs showed only `wad_ftp_pasv_reply_handler`; the other three names are assumed to be alike.
function commandOf(func: string | undefined): OfferCommand | undefined {
  return /_(pasv|epsv|port|eprt)(?:_|$)/.exec(func ?? '')?.[1]?.toUpperCase() as OfferCommand | undefined;
}

const TUPLE = String.raw`(?<from>[\da-fA-F.:[\]]+) *-> *(?<to>[\da-fA-F.:[\]]+)`;

export const controlTuple: Message<WadHead> = {
  id: 'wad.control-tuple',
  func: undefined,
  pattern: new RegExp(`^Control session tuple *: *${TUPLE}`),
  means: 'The control connection, as the client dials it, for which a pinhole is being opened.',
  samples: ['Control session tuple: 192.0.2.10:50210 -> 198.51.100.7:21 vf 0 vrf 0'],
  event: null,
};

export const expectTuple: Message<WadHead> = {
  id: 'wad.expect-tuple',
  func: undefined,
  pattern: new RegExp(
    `^Expect session tuple *: *${TUPLE} *(?:\\((?<mapped>[^)]*)\\)?)?(?:.*?\\bvf *(?<vf>\\d+))?`,
  ),
  means:
    'The pinhole: this source (port 0 = any port) may reach this endpoint, which is translated to the one in parentheses.',
  samples: [
    'Expect session tuple: 192.0.2.10:0 -> 198.51.100.7:50300(10.0.0.7:50300) vf 0 vrf 0',
    'Expect session tuple: 2001:db8::10:0 -> 2001:db8::7:50300 vf 0 vrf 0',
  ],
  event: null,
};

export const redirect: Message<WadHead> = {
  id: 'wad.redirect',
  func: undefined,
  pattern: new RegExp(`^redirect *: *(?:\\w+ +)?${TUPLE}(?: *[DS]NAT *(?<mapped>[\\da-fA-F.:[\\]]+))?`),
  means: 'The kernel was told to hand a connection that fits this pinhole to the proxy.',
  samples: ['redirect: TCP 192.0.2.10:0 -> 198.51.100.7:50300 DNAT 10.0.0.7:50300'],
  event: null,
};

export const tupleState: Message<WadHead> = {
  id: 'wad.tuple-state',
  func: undefined,
  pattern: /^dir \d+ +act \d+ +hook \d+/,
  means:
    'Direction, translation (1 source, 2 destination) and hook of the pinhole; the other numbers are not documented.',
  samples: ['dir 0  act 2  hook 0 state 0 ops 0  skip 0'],
  event: null,
};

export const removedCommand: Message<WadHead> = {
  id: 'wad.ftp-command',
  func: undefined,
  pattern: /^removed command "?(?<command>[A-Za-z]{3,5})\b/,
  means: 'The proxy could read this FTP command: the control channel is plain or decrypted.',
  samples: ['removed command PASV from cmd queue.', 'removed command EPSV from cmd queue'],
  event: ({ command = '' }, head) => ({
    kind: 'ftp-command',
    command: own(command.toUpperCase()),
    ...wadBase(head),
  }),
};

/**
 * The FTP proxy's offers, listeners, replies and commands, which join. They are tried in this order, on FTP lines only.
 */
export const wadFtpMessages: readonly Message<WadHead>[] = [
  {
    id: 'wad.ftp-offer',
    func: 'wad_ftp_pasv_reply_handler',
    holds: 'offer_ip',
    pattern: /^(?=.*?\boffer_ip *= *\[?(?<ip>[\da-fA-F.:]+))(?=.*?\boffer_port *= *(?<port>\d{1,5})(?!\d))/,
    means:
      'The endpoint that was offered for the data connection, before any rewrite: a private address of the server is normal here.',
    samples: ['offer_ip=10.0.0.7 offer_port=50300', 'fts=0x7f00 offer_port=50300, offer_ip=2001:db8::7'],
    event: ({ ip, port }, head) => {
      const offered = ipAndPort(ip, port);
      return offered === null
        ? null
        : { kind: 'ftp-offer', command: commandOf(head.func), endpoint: offered, ...wadBase(head) };
    },
  },
  {
    id: 'wad.expectation-listen',
    func: 'wad_exp_tcp_in_open',
    // A whole line goes on behind the endpoint. One that ends there may be cut within the port, so it does not match.
    pattern: /^bound to\b.*?\bdest *= *(?<dest>[\da-fA-F.:[\]]+)(?=[ ,)])/,
    means: 'The proxy listens for the data connection to this endpoint.',
    samples: ['bound to proto=6 dest=10.0.0.7:50300 vd=0 fd=83 local=0 tin(0x7f00aa)'],
    event: ({ dest }, head) => {
      const bound = wadEndpoint(dest);
      return bound === null ? null : { kind: 'expectation-listen', endpoint: bound, ...wadBase(head) };
    },
  },
  {
    id: 'wad.ftp-reply',
    func: '__wad_ftp_session_proc_reply',
    pattern:
      /^forwarded reply to client\b(?:.*?\bcmd *= *(?<command>[A-Za-z]+))?.*?\breply code *= *(?<code>[1-6]\d\d)(?!\d)/,
    means: 'The reply, with its offer rewritten where needed, left for the client.',
    samples: ['forwarded reply to client: ftp cmd=PASV, reply code=227'],
    event: ({ command, code }, head) => ({
      kind: 'ftp-reply',
      command: command && own(command.toUpperCase()),
      code: Number(code),
      ...wadBase(head),
    }),
  },
  removedCommand,
];

export const wadMessages: readonly Message<WadHead>[] = [
  ...wadFtpMessages,
  controlTuple,
  expectTuple,
  tupleState,
  redirect,
  ...plainMessages.map((message) => ({ ...message, event: null })),
];
