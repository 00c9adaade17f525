import type { ScenarioOptions, SessionOptions, TransferOptions } from '../simulate/types.js';
import { failed, one, worked, type Sample, type Wanted } from './sample.js';

/** What is said on the control connection, in clear or under TLS, and what becomes of it. */

const banner = '< 220 (vsFTPd 3.0.3)';
const login = [
  '> USER anonymous',
  '< 331 Please specify the password.',
  '> PASS guest',
  '< 230 Login successful.',
];
const quit = ['> QUIT', '< 221 Goodbye.', '> !fin', '< !fin'];
const tls = ['> AUTH TLS', '< 234 Proceed with negotiation.', '> !hello', '< !server-hello'];

const lost = (code: string): Wanted => ({ verdict: 'failed', offers: [], controls: [`failed ${code}`] });

type Text = Pick<Sample, 'title' | 'story' | 'shows'> & { change: string };

const ending = (
  base: ScenarioOptions,
  neighbour: string,
  name: string,
  session: SessionOptions,
  wants: Wanted,
  { change, ...text }: Text,
): Sample => ({
  name,
  ...text,
  scenario: { ...base, sessions: [{ transfers: [], ...session }] },
  pair: { name: neighbour, change },
  wants,
});

/** Plain FTP through the proxy: all three captures, and the bytes on the client's side. */
const plain: ScenarioOptions = { seed: 631, inspection: 'proxy', tls: 'none', verbosity: 6, sniff: 'client' };

const said = (name: string, code: string, greeting: string[], text: Text): Sample =>
  ending(plain, 'words-worked', name, { greeting }, lost(code), text);

const words: Sample[] = [
  {
    name: 'words-worked',
    title: 'Plain FTP through the proxy: the pinhole works',
    story:
      'The proxy reads the offer, although nothing is encrypted, and opens a pinhole. The file comes through.',
    shows:
      'Commands and replies in the hex dump and in the WAD debug, and the expectation match in the flow trace.',
    scenario: one(plain),
    wants: worked('PINHOLE_WORKED'),
  },
  said(
    'login-refused',
    'LOGIN_FAILED',
    [
      banner,
      '> USER backup',
      '< 331 Please specify the password.',
      '> PASS x',
      '< 530 Login incorrect.',
      ...quit,
    ],
    {
      title: 'The server refuses the login',
      story: 'The password is wrong. The client gives up before it could ask for a data connection.',
      shows: 'Reply 530 to PASS, and the end of the control connection.',
      change: 'the server refuses the password.',
    },
  ),
  said(
    'too-many-sessions',
    'REPLY_421',
    ['< 421 There are too many connections from your internet address.', '< !fin', '> !fin'],
    {
      title: 'The server greets the client with 421 and closes',
      story: 'The server allows only so many sessions for each address, and these are taken.',
      shows: 'Reply 421 in place of the banner, and a FIN of the server.',
      change: 'the server says 421 in place of its banner.',
    },
  ),
  said(
    'epsv-all',
    'EPSV_ALL',
    [
      banner,
      ...login,
      '> EPSV ALL',
      '< 200 EPSV ALL ok.',
      '> PASV',
      '< 501 PASV not allowed after EPSV ALL.',
      ...quit,
    ],
    {
      title: 'The client promises EPSV and then says PASV',
      story:
        'After EPSV ALL the server has to refuse every other way to ask for a data connection, and does.',
      shows: 'EPSV ALL, and reply 501 to a PASV after it.',
      change: 'the client says EPSV ALL before it says PASV.',
    },
  ),
  said(
    'offer-unreadable',
    'OFFER_UNREADABLE',
    [
      ...[banner, ...login, '> PASV', '< 227 Entering Passive Mode (ftp.example.com:50113)'],
      ...['> LIST', 'wait 20', '< 425 Failed to establish connection.', ...quit],
    ],
    {
      title: 'The reply to PASV names nothing that could be dialled',
      story:
        'The server answers PASV in a form of its own. Neither client nor proxy can read an address in it.',
      shows: 'Reply 227 with a name in place of six numbers, no tuple, and reply 425.',
      change: 'the reply to PASV has no address in it.',
    },
  ),
  {
    name: 'epsv-refused-first',
    title: 'The server does not know EPSV, and the client goes on with PASV',
    story: 'Many clients try EPSV first. This server refuses it, the client asks with PASV, and all is well.',
    shows: 'Reply 500 to EPSV, and after it an offer that works.',
    scenario: one(plain, {}, { greeting: [banner, ...login, '> EPSV', '< 500 Unknown command.'] }),
    pair: { name: 'words-worked', change: 'the client tries EPSV first.' },
    wants: { ...worked('PINHOLE_WORKED'), remarks: ['OFFER_REFUSED'] },
  },
];

/** Explicit FTPS whose handshake can be read, up to TLS 1.2, and the proxy between the two sides. */
const secure: ScenarioOptions = {
  seed: 632,
  verbosity: 6,
  tlsVersion: 'TLS 1.2',
  sources: ['flow', 'sniffer'],
};
const near: ScenarioOptions = { ...secure, sniff: 'client' };

const handshake = (name: string, code: string, greeting: string[], text: Text, base = near): Sample =>
  ending(base, 'tls-worked', name, { greeting: [banner, ...greeting] }, lost(code), text);

const secured: Sample[] = [
  {
    name: 'tls-worked',
    title: 'Explicit FTPS in TLS 1.2: handshake, offer, transfer',
    story:
      'The client accepts the certificate that the proxy shows it. The proxy reads the offer and opens a pinhole.',
    shows: 'AUTH TLS, both hellos and the certificate in the hex dump, and an expectation match.',
    scenario: one(near),
    wants: worked('PINHOLE_WORKED'),
  },
  handshake('tls-certificate-rejected', 'TLS_CERT_REJECTED', [...tls, '> !alert 48', '> !fin', '< !fin'], {
    title: 'The client does not trust the certificate that the unit shows it',
    story:
      'The proxy decrypts with a certificate that it signed itself. The client does not know its authority and ends TLS.',
    shows: 'Both hellos, and then the alert "unknown ca" of the client.',
    change: 'the client does not know who signed the certificate.',
  }),
  handshake(
    'tls13-ended-by-client',
    'TLS_CERT_REJECTED',
    [...tls, '> !cipher 19', '> !fin', '< !fin'],
    {
      title: 'The client ends TLS 1.3 right after the server’s hello',
      story:
        'As tls-certificate-rejected, but under TLS 1.3: the alert is encrypted, and nobody can read its reason.',
      shows: 'Both hellos, one record as short as an alert, and a FIN of the client: a possibility, no more.',
      change: 'the handshake is one of TLS 1.3, and the client ends it.',
    },
    { ...near, tlsVersion: 'TLS 1.3' },
  ),
  handshake(
    'tls-versions-differ',
    'TLS_CONTROL_FAILED',
    [...tls.slice(0, 3), '< !alert 70', '< !fin', '> !fin'],
    {
      title: 'Client and server have no TLS version in common',
      story: 'The client offers TLS 1.2 at most, and the other side wants a newer version.',
      shows: 'A ClientHello, and the alert "protocol version" in answer to it.',
      change: 'the answer to the ClientHello is an alert.',
    },
  ),
  handshake(
    'tls-client-certificate',
    'TLS_CLIENT_CERT',
    [
      ...[...tls.slice(0, 2), 'near > !hello', 'far > !hello', 'far < !asking-hello'],
      ...['far > !finished', 'far < !alert 40', 'far < !fin', 'far > !fin', 'near < !fin', 'near > !fin'],
    ],
    {
      title: 'The server wants a certificate of the client, and the proxy has none',
      story:
        'The server asks who connects for a certificate. That is the proxy now, which does not have the key of the client.',
      shows:
        'A CertificateRequest behind the hello of the server, and its alert "handshake failure" in answer to the unit.',
      change: 'the server asks for a certificate, and both sides are captured.',
    },
    secure,
  ),
  handshake(
    'tls-server-certificate-blocked',
    'TLS_SERVER_CERT_BLOCKED',
    [
      ...[...tls.slice(0, 2), 'near > !hello', 'far > !hello', 'far < !server-hello'],
      ...['far > !alert 45', 'far > !fin', 'far < !fin', 'near < !fin', 'near > !fin'],
    ],
    {
      title: 'The unit refuses the certificate of the server',
      story:
        'The certificate of the server has expired, and the SSL profile blocks what has. The client sees its connection close and no reason.',
      shows:
        'On the server’s side a hello of the server and the alert "certificate expired" of the unit; on the client’s side nothing but a FIN.',
      change: 'the certificate of the server has expired, and both sides are captured.',
    },
    secure,
  ),
  ending(
    { ...near, sources: ['wad', 'flow', 'sniffer'] },
    'tls-worked',
    'ccc-refused',
    {
      greeting: [
        banner,
        ...tls,
        '> !finished',
        '< !cipher 46',
        ...login,
        '> CCC',
        '< 533 CCC not allowed.',
        ...quit,
      ],
    },
    lost('CCC_REFUSED'),
    {
      title: 'The client wants its control connection in clear, and the server refuses',
      story:
        'An old client of a site behind another firewall insists on CCC. The server refuses it and the client leaves.',
      shows: 'CCC and reply 533 in the WAD debug, and the end of the control connection.',
      change: 'the client asks for CCC, and there is a WAD debug.',
    },
  ),
];

/** After CCC the session helper of the kernel can read again. */
const cleared: ScenarioOptions = {
  ...{ seed: 633, inspection: 'helper', tls: 'explicit', verbosity: 6, vip: 'none', sniff: 'client' },
};
const encrypted = [banner, ...tls, '> !finished', '< !cipher 46', ...login];
const inClear = [...encrypted, '> CCC', '< 200 Clear.', '> !close', '< !close'];

const open = (transfer: TransferOptions = {}, more: string[] = []): ScenarioOptions =>
  one(cleared, transfer, { greeting: [...inClear, ...more] });

const ccc: Sample[] = [
  {
    name: 'ccc-cleared',
    title: 'FTPS, and the client goes back to plain text after the login',
    story:
      'Login and password are encrypted. Then CCC ends TLS on the control connection, and the session helper can read the offer.',
    shows: 'AUTH TLS, close alerts on both sides, a readable reply to PASV, and an expectation match.',
    scenario: open(),
    wants: { ...worked('HELPER_PINHOLE_WORKED'), remarks: ['CCC_CLEARED'] },
  },
  {
    name: 'ccc-not-asked',
    title: 'FTPS behind the session helper, and the client never goes back to plain text',
    story:
      'The same client with CCC switched off. The session helper cannot read the offer and opens nothing.',
    shows: 'AUTH TLS, cipher text to the end, no expectation match, and a denied data SYN.',
    scenario: one(cleared, { fault: 'not-opened' }, { greeting: encrypted }),
    pair: { name: 'ccc-cleared', change: 'the client does not ask for CCC.' },
    wants: lost('HELPER_BLIND_AFTER_AUTH'),
  },
  {
    name: 'ccc-data-plain',
    title: 'FTPS with CCC and PROT C: login encrypted, files not',
    story: 'After CCC the client asks for data connections in clear as well, and the server agrees.',
    shows: 'PROT C and reply 200 to it, before an offer that works.',
    scenario: open({}, ['> PROT C', '< 200 PROT now Clear.']),
    pair: { name: 'ccc-cleared', change: 'the client asks for PROT C.' },
    wants: { ...worked('HELPER_PINHOLE_WORKED'), remarks: ['CCC_CLEARED', 'PROT_C_DATA_PLAIN'] },
  },
  {
    name: 'tls-session-not-resumed',
    title: 'The server wants the TLS session of the control connection on the data connection',
    story:
      'The data connection opens, TLS begins on it as a new session, and the server, which insists on the old one, closes it.',
    shows: 'A ClientHello on the data connection, a FIN of the server, and reply 522 that says why.',
    scenario: open({
      story: [
        ...['< 150 Here comes the directory listing.', 'd> !hello', 'd< !server-hello', 'd< !fin', 'd> !fin'],
        '< 522 SSL connection failed; session reuse required: see require_ssl_reuse option in vsftpd.conf man page',
      ],
    }),
    pair: { name: 'ccc-cleared', change: 'the data connection is encrypted, and the server closes it.' },
    wants: failed('TLS_SESSION_REUSE_REQUIRED'),
  },
  {
    name: 'tls-data-alert',
    title: 'TLS on the data connection fails with an alert',
    story: 'The server shows another certificate on the data connection, and the client does not accept it.',
    shows: 'Both hellos on the data connection, the alert "bad certificate" of the client, and reply 426.',
    scenario: one(
      { ...cleared, tlsVersion: 'TLS 1.2' },
      {
        story: [
          ...[
            '< 150 Here comes the directory listing.',
            'd> !hello',
            'd< !server-hello',
            'd> !alert 42',
            'd> !fin',
          ],
          ...['d< !fin', '< 426 Failure writing network stream.'],
        ],
      },
      { greeting: inClear },
    ),
    pair: { name: 'tls-data-truncated', change: 'the client answers the hello of the server with an alert.' },
    wants: failed('TLS_DATA_FAILED'),
  },
  {
    name: 'tls-data-truncated',
    title: 'The data connection ends without a close of TLS',
    story:
      'The whole file comes, and the server closes the connection without ending TLS first. A strict client complains.',
    shows:
      'TLS 1.2 on the data connection, a FIN of the server without a close alert before it, and reply 226.',
    scenario: one(
      { ...cleared, tlsVersion: 'TLS 1.2' },
      {
        story: [
          ...['< 150 Here comes the directory listing.', 'd> !hello', 'd< !server-hello', 'd> !finished'],
          ...['d< !cipher 700', 'd< !fin', 'd> !fin', '< 226 Directory send OK.'],
        ],
      },
      { greeting: inClear },
    ),
    pair: { name: 'ccc-cleared', change: 'the data connection is encrypted.' },
    wants: { ...worked('HELPER_PINHOLE_WORKED'), remarks: ['TLS_TRUNCATED'] },
  },
];

export const dialogues: Sample[] = [...words, ...secured, ...ccc];
