import { describe, expect, it } from '@jest/globals';

import { analysed, ftpWire } from './tools/ftpwire.js';

interface Listed {
  client?: string;
  server?: string;
  target?: string;
  proto?: number;
  state?: string;
  helper?: string;
  serial?: string;
}
function listed(entry: Listed = {}): string {
  const { client = '10.84.100.11:54752', server = '172.28.200.55:21', target, proto = 6 } = entry;
  const { state = '01', helper, serial = '00000d90' } = entry;
  const there = target === undefined ? 'noop' : 'dnat';
  const back = target === undefined ? 'noop' : 'snat';
  return `session info: proto=${proto} proto_state=${state} duration=5 expire=3594 timeout=3600 flags=00000000 sockflag=00000000 sockport=0 av_idx=0 use=4
ha_id=0 policy_dir=0 tunnel=/ ${helper === undefined ? '' : `helper=${helper} `}vlan_cos=0/255
state=log may_dirty
statistic(bytes/packets/allow_err): org=112/2/1 reply=60/1/1 tuples=2
hook=pre dir=org act=${there} ${client}->${server}(${target ?? '0.0.0.0:0'})
hook=post dir=reply act=${back} ${target ?? server}->${client}(${target === undefined ? '0.0.0.0:0' : server})
misc=0 policy_id=7 id_policy_id=0 auth_info=0 chk_client_info=0 vd=2
serial=${serial} tos=ff/ff app_list=0 app=0`;
}
const list = (...entries: Listed[]): string => entries.map(listed).join('\n');

describe('a session list alone', () => {
  it('names the control session: client, server, number, policy, VDOM, state', () => {
    const report = analysed(list({}));
    expect(report.verdict).toBe('inconclusive');
    expect(report.controlSessions).toMatchObject([
      {
        ...{ client: '10.84.100.11:54752', server: '172.28.200.55:21', mappedServer: null },
        ...{ sessionId: '00000d90', policy: '7', verdict: 'worked' },
        stages: [{ stage: 'control', state: 'seen', evidence: [{ line: 1 }] }],
      },
    ]);
    expect(report.summary).toMatch(/policy 7, VDOM index 2.*established \(proto_state=01\)/);
    expect(report.summary).not.toContain('no FTP control session');
  });

  it.each<[string, Listed, object]>([
    [
      'behind a VIP that moves the port',
      { server: '203.0.113.4:2121', target: '10.9.9.9:21' },
      { mappedServer: '10.9.9.9:21' },
    ],
    [
      'on a port that the FTP helper reads',
      { server: '203.0.113.4:2121', helper: 'ftp' },
      { inspection: 'helper' },
    ],
    ['of implicit FTPS', { server: '203.0.113.4:990' }, { tls: 'implicit' }],
  ])('finds it %s', (_, entry, what) => {
    expect(analysed(list(entry)).controlSessions).toMatchObject([{ server: entry.server, ...what }]);
  });

  it.each<[string, Listed]>([
    ['of another service', { server: '172.28.200.55:443' }],
    ['of SSH to a high port', { server: '172.28.200.55:2222' }],
    ['over UDP', { proto: 17 }],
  ])('finds none in an entry %s', (_, entry) => {
    expect(analysed(list(entry)).controlSessions).toEqual([]);
  });

  it('does not call a SYN without answer an open connection', () => {
    const report = analysed(list({ state: '02' }));
    expect(report.controlSessions).toMatchObject([
      { verdict: 'inconclusive', code: 'INSUFFICIENT_EVIDENCE' },
    ]);
    expect(report.summary).toContain('not answered yet');
  });

  it('is one session when both units of a cluster list it, and two when its port was used again', () => {
    expect(analysed(list({}, {}), list({ state: '05' })).controlSessions).toHaveLength(1);
    expect(analysed(list({}, { serial: '00000e00' })).controlSessions).toHaveLength(2);
    expect(analysed(list({}, { client: '10.84.100.12:40001', serial: '00000e01' })).summary).toContain(
      'and another one',
    );
  });

  it('adds nothing to a session that the wire shows', () => {
    const wire = ftpWire(['< 220 hello', '> USER a', '< 331 b'], {});
    const same = { client: '198.51.100.7:40000', server: '203.0.113.9:21' };
    expect(analysed(wire, list(same)).controlSessions).toHaveLength(1);
    const other = { client: '198.51.100.7:40001', server: '203.0.113.9:21', serial: '00000e02' };
    expect(analysed(wire, list(same, other)).controlSessions).toHaveLength(2);
  });
});
