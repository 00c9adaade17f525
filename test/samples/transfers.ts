import type { ScenarioOptions, SessionOptions, TransferOptions } from '../simulate/types.js';
import { failed, one, worked, type Sample, type Wanted } from './sample.js';

/** The data connection opens, and what travels on it, or between its two sides, ends the transfer. */

type Text = Pick<Sample, 'title' | 'story' | 'shows'> & { change: string };

const told = (
  base: ScenarioOptions,
  neighbour: string,
  name: string,
  transfer: TransferOptions,
  wants: Wanted,
  { change, ...text }: Text,
  session: SessionOptions = {},
): Sample => ({
  name,
  ...text,
  scenario: one(base, transfer, session),
  pair: { name: neighbour, change },
  wants,
});

const begin = '< 150 Opening BINARY mode data connection.';

/** Plain FTP through the proxy, with the bytes of both sides; the policy scans for viruses. */
const scanned: ScenarioOptions = {
  ...{ seed: 641, inspection: 'proxy', tls: 'none', verbosity: 6, sources: ['flow', 'sniffer'] },
};
const byProxy = (name: string, code: string, story: string[], text: Text): Sample =>
  told(scanned, 'scanned-worked', name, { file: 'invoice.zip', story }, failed(code), text);

/** Plain FTP that the session helper helps; the unit passes every packet on. */
const passed: ScenarioOptions = { seed: 642, inspection: 'helper', verbosity: 6, vip: 'none' };

export const transfers: Sample[] = [
  {
    name: 'scanned-worked',
    title: 'Plain FTP through the proxy, which scans the file and lets it through',
    story: 'The proxy takes the file from the server, finds nothing in it and gives it to the client.',
    shows:
      'The same bytes on both sides of the data connection, and reply 226 on both sides of the control connection.',
    scenario: one(scanned, {
      file: 'invoice.zip',
      story: [begin, 'd< 900', 'd< 400', 'd< !fin', 'd> !fin', '< 226 Transfer complete.'],
    }),
    wants: worked('PINHOLE_WORKED'),
  },
  byProxy(
    'virus-blocked',
    'AV_BLOCK',
    [
      ...[begin, 'far d< 900', 'far d< 400', 'far d< !fin', 'far d> !fin', 'far < 226 Transfer complete.'],
      ...['near d< !fin', 'near d> !fin'],
      'near < 426 Transfer failed. The file invoice.zip is infected with the virus EICAR_TEST_FILE.',
    ],
    {
      title: 'The proxy finds a virus in the file',
      story:
        'The server has sent the whole file and says 226. The proxy keeps the file and tells the client why in place of that reply.',
      shows:
        'Reply 226 on the server’s side, and on the client’s side an empty data connection and the words of the unit.',
      change: 'the file is infected.',
    },
  ),
  byProxy(
    'file-blocked',
    'FILE_BLOCK_OR_OVERSIZE',
    [
      ...[begin, 'far d< 900', 'far d> !rst', 'near d< !fin', 'near d> !fin'],
      'near < 426 Transfer failed. You are not permitted to transfer the file "invoice.zip".',
    ],
    {
      title: 'A filter of the unit does not let the file pass',
      story:
        'The file filter of the policy blocks archives. The proxy drops the connection to the server and tells the client.',
      shows: 'A reset towards the server, an empty data connection to the client, and the words of the unit.',
      change: 'a filter blocks the type of the file.',
    },
  ),
  byProxy(
    'file-held',
    'ANTIVIRUS_HOLD',
    [
      ...[begin, 'far d< 900', 'far d< 900', 'far d< 400', 'far d< !fin', 'far d> !fin', 'wait 41'],
      ...['near d> !fin', 'near d< !fin', '< 426 Failure writing network stream.'],
    ],
    {
      title: 'The proxy holds the file for so long that the client gives up',
      story:
        'The proxy takes the whole file before it scans it, and gives the client nothing meanwhile. The client waits for 40 seconds and closes.',
      shows:
        'Bytes on the server’s side, none on the client’s side, and a FIN of the client 41 seconds later.',
      change: 'the client gets nothing while the proxy scans.',
    },
  ),
  {
    name: 'passed-worked',
    title: 'Plain FTP with the session helper: a file comes through',
    story: 'The helper opens the pinhole, and the unit passes the bytes of the file on as they come.',
    shows: 'The same packets on both sides, and reply 226.',
    scenario: one(passed, {
      file: 'backup.tar',
      story: [begin, 'd< 900', 'd< 400', 'd< !fin', 'd> !fin', '< 226 Transfer complete.'],
    }),
    wants: worked('HELPER_PINHOLE_WORKED'),
  },
  told(
    passed,
    'passed-worked',
    'reset-by-unit',
    { file: 'backup.tar', story: [begin, 'd< 900', 'd! !rst', 'wait 6', '> NOOP', '< 200 NOOP ok.'] },
    failed('IPS_BLOCK'),
    {
      title: 'The unit resets both sides in the middle of the file',
      story:
        'A signature of the IPS sensor fires on the file. The unit ends the connection towards both sides.',
      shows: 'Two resets that leave the unit, one to each side, and none that came in.',
      change: 'the unit resets the data connection.',
    },
  ),
  told(
    passed,
    'passed-worked',
    'reset-to-sender',
    {
      file: 'backup.tar',
      story: [
        ...[begin, 'far d< 900', 'far d> !rst', '< 426 Failure writing network stream.', 'wait 6'],
        ...['d> !fin', '> NOOP', '< 200 NOOP ok.'],
      ],
    },
    failed('IPS_BLOCK'),
    {
      title: 'The unit resets the server alone, in the client’s name',
      story:
        'A signature of the IPS sensor fires on the first bytes, and its action resets the server. The client hears nothing and gives up later.',
      shows:
        'Data that comes in from the server and does not leave, a reset right behind it that leaves towards the server and that the client never sent, and reply 426.',
      change: 'the unit resets the server’s side of the data connection.',
    },
  ),
  told(
    passed,
    'passed-worked',
    'never-confirmed',
    {
      file: 'backup.tar',
      story: [
        begin,
        'd< 900',
        'd< !fin',
        'd> !fin',
        'wait 20',
        '> QUIT',
        '< 221 Goodbye.',
        '> !fin',
        '< !fin',
      ],
    },
    failed('REPLY_150_WITHOUT_226'),
    {
      title: 'The file comes, and no reply confirms it',
      story:
        'Both sides close the data connection as they should. The server never says how it ended, and the client leaves.',
      shows: 'Reply 150, FINs on the data connection, and twenty seconds later QUIT without a 226 before it.',
      change: 'reply 226 never comes.',
    },
  ),
  told(
    passed,
    'passed-worked',
    'control-forgotten',
    {
      file: 'backup.tar',
      story: [begin, 'd< 900', 'wait 3700', 'd< 900', 'd< !fin', 'd> !fin', 'lost < 226 Transfer complete.'],
    },
    {
      verdict: 'failed',
      offers: ['worked HELPER_PINHOLE_WORKED'],
      controls: ['failed CONTROL_IDLE_TIMEOUT'],
    },
    {
      title: 'The transfer takes longer than the unit remembers a silent control connection',
      story:
        'The file takes an hour and a minute. Nobody says a word on the control connection meanwhile, and the unit forgets its session.',
      shows:
        'A data connection that closes as it should, and a reply 226 for which the unit has no session any more.',
      change: 'the transfer takes more than an hour.',
    },
    { end: 'open' },
  ),
  told(
    { ...passed, sources: ['sniffer'], sniff: 'client' },
    'passed-worked',
    'peer-checked',
    { file: 'backup.tar', fault: 'snat-differs' },
    failed('SERVER_PEER_CHECK'),
    {
      title: 'The server does not like the address that the data connection comes from',
      story:
        'The unit translates the source of the data connection and not that of the control connection. Only the client’s side was captured, but the server says what it minds.',
      shows: 'A data connection that the server closes at once, and reply 425 with its reason.',
      change:
        'the server sees another address on the data connection, and only the client’s side is captured.',
    },
  ),
  {
    name: 'tls-reuse-possible',
    title: 'The data connection begins TLS, ends at once, and the reply is 425',
    story:
      'The server insists that the data connection resumes the TLS session of the control connection, and the proxy begins a new one. The reason stands in the encrypted reply alone.',
    shows:
      'A ClientHello of the unit on the server’s side, a FIN of the server, and reply 425 in the WAD debug.',
    scenario: one(
      { seed: 632, verbosity: 6 },
      {
        story: [
          ...[
            '< 150 Here comes the directory listing.',
            'far d> !hello',
            'far d< !server-hello',
            'far d< !fin',
          ],
          ...['far d> !fin', 'near d< !fin', 'near d> !fin', '< 425 Unable to build data connection.'],
        ],
      },
    ),
    pair: {
      name: 'tls-worked',
      change: 'the server closes the encrypted data connection, and all sides are captured.',
    },
    wants: { ...failed('REPLY_425'), remarks: ['TLS_SESSION_REUSE_REQUIRED'] },
  },
];
