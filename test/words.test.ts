import { describe, expect, it } from '@jest/globals';

import { readCommand } from '../src/dissect/ftp.js';
import type { PayloadEvent, PayloadTls } from '../src/events/payload.js';
import { commandWord, replyWord, tlsWord, whoSaid } from '../src/events/words.js';
import { wordLine } from '../src/report/text/event-json.js';

const origin = { file: 'x.pcap', line: 7, text: '' };
const ends = {
  client: '192.0.2.10:50210',
  server: '10.0.0.7:21',
  isn: 1,
  stream: 1,
  interface: 'port1',
  direction: undefined,
};
const base = { source: 'sniffer', origin, stamp: undefined, ...ends } as const;
const tls = (fields: Partial<PayloadTls>): PayloadTls =>
  ({ ...base, kind: 'payload-tls', from: 'client', record: 'alert', ...fields }) as PayloadTls;

describe('a word of the control channel', () => {
  it('is told as people write it', () => {
    expect(commandWord('PASV', undefined)).toEqual({ command: 'PASV', said: 'PASV' });
    expect(replyWord(227, 'Entering Passive Mode (10,0,0,7,195,91)').said).toBe(
      '227 Entering Passive Mode (10,0,0,7,195,91)',
    );
    expect(replyWord(230, 'Welcome\r\nto this server').said).toBe('230 Welcome to this server');
    expect(tlsWord(tls({ alert: 48 })).said).toBe('TLS alert unknown_ca (48)');
    expect(tlsWord(tls({ alert: 199 })).said).toBe('TLS alert 199');
    expect(tlsWord(tls({ record: 'client-hello', serverName: 'ftp.example' })).said).toBe(
      'TLS ClientHello for ftp.example',
    );
  });

  it('is said by somebody', () => {
    expect(whoSaid(commandWord('RETR', 'a.txt'))).toBe('client: RETR a.txt');
    expect(whoSaid(replyWord(425, 'No data connection', 'RETR'))).toBe('server: 425 No data connection');
    expect(whoSaid(tlsWord(tls({ alert: 0 })))).toBe('TLS alert close_notify (0)');
    expect(whoSaid({})).toBeUndefined();
  });

  it.each(['PASS hunter2', 'pass hunter2', 'ACCT hunter2', 'ADAT hunter2', 'SITE PSWD old hunter2'])(
    'never tells the secret of %s',
    (line) => {
      const { command, argument } = readCommand(line)!;
      const event: PayloadEvent = { ...base, kind: 'payload-command', command, argument };
      expect(
        JSON.stringify([command, argument, commandWord(command, argument), wordLine(event)]),
      ).not.toContain('hunter2');
      expect(commandWord('PASS', 'hunter2').said).toBe('PASS ****');
    },
  );

  it('is an event of its own behind its packet, of the kinds that WAD prints too', () => {
    const reply: PayloadEvent = { ...base, kind: 'payload-reply', code: 227, text: 'Entering Passive Mode' };
    expect(JSON.parse(wordLine(reply)!)).toEqual({
      ...{ source: 'sniffer', kind: 'ftp-reply', file: 'x.pcap', line: 7, interface: 'port1' },
      ...{ client: ends.client, server: ends.server, code: 227, said: '227 Entering Passive Mode' },
    });
    expect(wordLine({ ...base, kind: 'payload-lost', from: 'client' })).toBeUndefined();
  });
});
