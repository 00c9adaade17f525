import type { Message, WadHead } from '../message.js';

/** WAD messages that have a meaning and hold nothing to join: their lines stay plain messages. */
export const plainMessages: readonly Omit<Message<WadHead>, 'event'>[] = [
  {
    id: 'wad.ftp-event',
    func: 'wad_ftp_exec_state',
    pattern: /^received event (?<event>\w+) in state (?<state>\w+)/,
    means: 'The FTP proxy takes up a command or a reply.',
    samples: ['received event REPLY in state NORMAL'],
  },
  {
    id: 'wad.ftp-state',
    func: 'wad_ftp_exec_state',
    pattern: /^transitioned from state (?<from>\w+) to state (?<to>\w+)/,
    means: 'The FTP proxy finished with that command or reply.',
    samples: ['transitioned from state NORMAL to state NORMAL'],
  },
  {
    id: 'wad.ftp-expectation-free',
    func: 'wad_ftp_tp_ses_exp_free',
    pattern: /^fts=\S+ *exp=(?<exp>\(nil\)|0x[\da-f]+)/,
    means:
      'An expectation of an earlier offer is dropped; (nil) means that there was none, which is no failure.',
    samples: ['fts=0x7f00, exp=(nil)', 'fts=0x7f00, exp=0x7f11'],
  },
  {
    id: 'wad.expectation-find',
    func: 'wad_exp_tcp_in_find',
    pattern: /^proto=\d+ .*?-> *(?<dest>[\da-fA-F.:]+) +exp_tcp_in=(?<found>\(nil\)|0x[\da-f]+)/,
    means:
      'Looks whether something waits on that endpoint already; (nil) means nothing yet, which is normal.',
    samples: [
      'proto=6 vd=0 ->10.0.0.7:50300 exp_tcp_in=(nil)',
      'proto=6 vd=0 ->10.0.0.7:50300 exp_tcp_in=0x7f11',
    ],
  },
  {
    id: 'wad.ips-copy',
    func: 'wad_ips_port_out_read_br',
    pattern: /^ips_conn=\S+ *len=\d+/,
    means: 'A copy of the data goes to the IPS engine.',
    samples: ['ips_conn=0x7f00, len=48'],
  },
  {
    id: 'wad.http-request',
    func: 'wad_dump_http_request',
    pattern: /^(?:hreq=\S+ *)?Received request from client: *(?<client>\S*)/,
    means: 'A web request came from this client; its text follows.',
    samples: [
      'hreq=0x7f00 Received request from client: 192.0.2.10:51000',
      'Received request from client: 192.0.2.10:51000',
    ],
  },
  {
    id: 'wad.http-forward',
    func: 'wad_dump_fwd_http_req',
    pattern: /^(?:hreq=\S+ *)?Forward request to server\b/,
    means: 'The web request goes on to the server.',
    samples: ['Forward request to server:'],
  },
  {
    id: 'wad.http-response',
    func: 'wad_dump_http_resp',
    pattern: /^(?:hreq=\S+ *)?Received response from server\b/,
    means: 'The web server answered.',
    samples: ['Received response from server:'],
  },
  {
    id: 'wad.http-policy-check',
    func: 'wad_http_req_check_policy',
    pattern: /^.*?\((?<client>[\da-fA-F.:]+)@\d+ *-> *(?<server>[\da-fA-F.:]+)@\d+\)/,
    means: 'The request is checked against the policies; the destination is the real server, not the VIP.',
    samples: ['start match policy vd=0 (192.0.2.10:51000@3 -> 10.0.0.7:80@4)'],
  },
  {
    id: 'wad.connect-server',
    func: undefined,
    pattern: /^Connect to server: *(?<server>\S+)/,
    means: 'The proxy opens its own connection to the server.',
    samples: ['Connect to server: 10.0.0.7:443'],
  },
  {
    id: 'wad.dns-request',
    func: '__wad_dns_send_query',
    pattern: /^(?:\d+:\d+: *)?(?:DNS request name=|sending DNS request\b)/,
    means: 'The proxy asks for the address of a server.',
    samples: [
      'DNS request name=example.com len=11 type/pref=1/0',
      '0:0: sending DNS request for remote peer id=7 IPv4',
    ],
  },
  {
    id: 'wad.authentication',
    func: 'wad_http_auth_status_proc',
    pattern: /^ses_ctx:.*?\bauthenticate result=(?<result>\S+)/,
    means: 'The result of authenticating the user of this session.',
    samples: ['ses_ctx:cx|Ph|Me authenticate result=success'],
  },
  {
    id: 'wad.no-policy',
    func: undefined,
    pattern: /^(?:.*? )?No policy matched!/,
    means: 'No proxy policy fits this request.',
    samples: ['No policy matched!'],
  },
  {
    id: 'wad.policy-denied',
    func: undefined,
    pattern: /^(?:.*? )?POLICY DENIED/,
    means: 'A policy denies this request.',
    samples: ['POLICY DENIED'],
  },
  {
    id: 'wad.url-redirected',
    func: undefined,
    pattern: /^(?:.*? )?URL Redirected/,
    means: 'The client was sent to another address.',
    samples: ['URL Redirected'],
  },
  {
    id: 'wad.no-cipher',
    func: undefined,
    pattern: /^(?:.*? )?no cipher suite found drop=(?<drop>\d*)/,
    means: 'Client and proxy, or proxy and server, have no TLS cipher in common.',
    samples: ['no cipher suite found drop=1'],
  },
];
