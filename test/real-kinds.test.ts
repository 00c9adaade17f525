import { describe, expect, it } from '@jest/globals';

import { stored } from './samples/folder.js';
import { analyse } from './samples/run.js';
import { analysed } from './tools/ftpwire.js';

/** Kinds that captures of real units brought, each in a few lines of its own. */

const record = (id: number, said: string): string => `id=20085 trace_id=${id} func=x line=1 msg="${said}"`;
const arrival = (id: number, tuple: string, from: string): string =>
  record(
    id,
    `vd-root:0 received a packet(proto=6, ${tuple}) from ${from}. flag [S], seq ${id < 5 ? 1 : 2}, ack 0, win 64240`,
  );

describe('active mode behind source NAT, in the flow trace alone', () => {
  const control = [
    arrival(1, '192.168.7.9:50100->192.0.2.33:21', 'lan'),
    record(1, 'allocate a new session-0000c001'),
    record(1, 'find SNAT: IP-198.51.100.4(from IPPOOL), port-50100'),
    record(1, 'Allowed by Policy-6: SNAT'),
    record(1, 'SNAT 192.168.7.9->198.51.100.4:50100'),
  ];
  const back = (said: string, from = 20): string[] =>
    [7, 8].flatMap((id) => [arrival(id, `192.0.2.33:${from}->198.51.100.4:50990`, 'wan1'), record(id, said)]);

  it.each([
    ['PINHOLE_NOT_OPENED', 'iprope_in_check() check failed on policy 0, drop'],
    ['PINHOLE_NOT_OPENED', 'Denied by forward policy check (policy 0)'],
    ['RPF_DROP', 'reverse path check fail, drop'],
    ['DATA_SYN_DROPPED', 'No matching IPsec selector, drop'],
  ])('fails with %s where the server’s SYN to the translated client is dropped: %s', (code, said) => {
    for (const from of [20, 48_211]) {
      const { verdict, controlSessions, findings } = analysed([...control, ...back(said, from)].join('\n'));
      expect([verdict, controlSessions[0]!.code]).toEqual(['failed', code]);
      expect(findings[0]!.evidence[0]!.text).toContain(said);
    }
  });

  it('blames nobody for a SYN from another host', () => {
    const others = back('Denied by forward policy check (policy 0)').map((line) =>
      line.replace('192.0.2.33', '192.0.2.99'),
    );
    expect(analysed([...control, ...others].join('\n')).verdict).toBe('inconclusive');
  });
});

describe('two WAD workers whose lines stand among each other', () => {
  const at = (second: number, worker: string, said: string): string =>
    `2025-03-04 09:10:${second}.000100 [p:${worker.slice(0, 2)}][s:${worker}] ${said}`;
  const log = (reply: number): string =>
    [
      at(11, '4401', 'wad_ftp_pasv_reply_handler(1180): offer_ip=10.8.8.8 offer_port=52001'),
      at(
        12,
        '4401',
        'wad_exp_tcp_in_open(228): bound to proto=6 dest=10.8.8.8:52001 vd=0 fd=83 local=0 tin(0x7f52dca666d0)',
      ),
      at(12, '9902', 'wad_ftp_exec_state(3980): transitioned from state NORMAL to state NORMAL'),
      'Control session tuple: 198.51.100.61:40001 -> 203.0.113.5:21 vf 0 vrf 0',
      'Expect session tuple: 198.51.100.61:0 -> 203.0.113.5:52001(10.8.8.8:52001) vf 0 vrf 0',
      at(
        13,
        '4401',
        '__wad_ftp_session_proc_reply(706): forwarded reply to client: ftp cmd=PASV, reply code=227',
      ),
      at(
        14,
        '4401',
        `__wad_ftp_session_proc_reply(706): forwarded reply to client: ftp cmd=STOR, reply code=${reply}`,
      ),
      at(
        15,
        '9902',
        '__wad_ftp_session_proc_reply(706): forwarded reply to client: ftp cmd=RETR, reply code=550',
      ),
    ].join('\n');

  it.each([
    [226, 'worked TRANSFER_OK_DATA_UNSEEN'],
    [552, 'failed REPLY_552'],
  ])('keep their pinholes and replies apart: %i', (reply, judged) => {
    const { offers } = analysed(log(reply));
    expect(offers.map(({ verdict, code }) => `${verdict} ${code}`)).toEqual([judged]);
    expect(offers[0]!.pinhole).toBe('opened');
  });
});

describe('a WAD log that is cut behind the offer', () => {
  const files = stored('proxy-policy-deny');
  const log = files['wad.log']!.split('\n');
  const bound = log.findIndex((line) => line.includes('wad_exp_tcp_in_open'));

  it.each([0, -1, -2, -3])('does not say that no pinhole was made, %i lines before the last', (less) => {
    const { offers } = analyse({ ...files, 'wad.log': `${log.slice(0, bound + 1 + less).join('\n')}\n` });
    expect(offers.map(({ code, pinhole }) => [code, pinhole])).toEqual([['POLICY_DENY', 'unknown']]);
  });
});
