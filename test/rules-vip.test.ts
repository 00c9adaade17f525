import { describe, expect, it } from '@jest/globals';

import type { ReportDocument } from '../src/document.js';
import { simulate } from './simulate/index.js';
import { analysed, codesOf } from './tools/ftpwire.js';
import {
  blind,
  cites,
  configured,
  denied,
  first,
  flowMode,
  PASV,
  plain,
  SERVER,
  told,
  VIP,
} from './tools/unit.js';

describe('the VIP and its policy', () => {
  const range = (extport: string, mappedport = extport, more = ''): string =>
    `config firewall vip\nedit "FTP-data"\nset extip ${VIP}\nset mappedip "${SERVER}"\nset portforward enable\nset extport ${extport}\nset mappedport ${mappedport}\n${more}\nnext\nend\n`;
  const through = (port: number): string[] => [
    `VIP-${SERVER}:${port}, outdev-port1`,
    'Denied by forward policy check (policy 0)',
  ];

  it('VIP_PORT_NOT_FORWARDED: nothing else explains the missing pinhole', () => {
    const finding = first(blind(configured()), 'C1');
    expect(finding).toMatchObject({ code: 'VIP_PORT_NOT_FORWARDED', confidence: 'proven' });
    expect(cites(finding, 'set extport 21')).toBe(true);
    expect(finding.fix).toContain(`        set extip ${VIP}`);
  });

  it('PASV_PORT_OUTSIDE_RANGE', () => {
    const finding = first(blind(configured() + range('51000-52000')), 'C1');
    expect(finding.code).toBe('PASV_PORT_OUTSIDE_RANGE');
    expect(finding.steps[0]).toMatchObject({ where: 'server', option: 1 });
    expect(finding.steps[0]!.lines).toContain('pasv_min_port=51000');
    expect(codesOf(blind(configured() + range('50000-52000')), 'C1')).toEqual(['PINHOLE_NOT_OPENED']);
  });

  it('VIP_ONE_TO_ONE stands behind the missing pinhole', () => {
    const forward = '        set portforward enable\n        set extport 21\n        set mappedport 21\n';
    const all = configured([forward, '']);
    const story = { data: { port: 50_000, becomes: through(50_000) } };
    expect(codesOf(blind(all, story), 'C1')).toEqual(['PINHOLE_NOT_OPENED', 'VIP_ONE_TO_ONE']);
    const open = all.replace('service "FTP"', 'service "ALL"');
    expect(codesOf(blind(open, story), 'C1')).toEqual(['PINHOLE_NOT_OPENED']);
  });

  it('POLICY_SERVICE_EXTERNAL_PORT', () => {
    const service = 'config firewall service custom\nedit "P"\nset tcp-portrange 50000-51000\nnext\nend\n';
    const policy =
      'config firewall policy\nedit 4\nset dstaddr "FTP-data"\nset action accept\nset service "P"\nnext\nend\n';
    const story = { data: { port: 50_000, becomes: through(60_000) } };
    const config = configured() + range('50000-51000', '60000-61000') + service + policy;
    expect(first(blind(config, story), 'C1').code).toBe('POLICY_SERVICE_EXTERNAL_PORT');
    const right = config.replace(
      '50000-51000\nnext\nend\nconfig firewall policy',
      '60000-61000\nnext\nend\nconfig firewall policy',
    );
    expect(codesOf(blind(right, story), 'C1')).not.toContain('POLICY_SERVICE_EXTERNAL_PORT');
  });

  it('VIP_SRC_FILTER_EXCLUDES', () => {
    const says = PASV;
    const data = { ...denied, from: '192.0.2.5' };
    const filter = (list: string): string =>
      configured() + range('50000-51000', '50000-51000', `set src-filter ${list}`);
    const finding = first(plain(filter('"198.51.100.0/24"'), { says, data }), 'O1');
    expect(finding.code).toBe('VIP_SRC_FILTER_EXCLUDES');
    expect(finding.fix.join('\n')).toContain('set src-filter "198.51.100.0/24" "192.0.2.5"');
    const both = filter('"198.51.100.0/24" "192.0.2.1-192.0.2.9"');
    expect(codesOf(plain(both, { says, data }), 'O1')).not.toContain('VIP_SRC_FILTER_EXCLUDES');
  });

  it('VIP_PORT_TRANSLATED', () => {
    const becomes = [`VIP-${SERVER}:60000, outdev-port1`, 'Denied by forward policy check (policy 0)'];
    const report = plain(configured() + range('50000-51000', '60000-61000'), {
      data: { port: 50_000, becomes },
    });
    expect(codesOf(report, 'O1')).toContain('VIP_PORT_TRANSLATED');
    const same = plain(configured() + range('50000-51000'), {
      data: { port: 50_000, becomes: through(50_000) },
    });
    expect(codesOf(same, 'O1')).not.toContain('VIP_PORT_TRANSLATED');
  });
});

describe('what the offer itself names', () => {
  it('PASV_MASQUERADE_MISMATCH', () => {
    const says = ['< 220 hello', '> PASV', '< 227 Entering Passive Mode (192,0,2,80,195,80)'];
    expect(codesOf(plain(configured(), { says }), 'O1')[0]).toBe('PASV_MASQUERADE_MISMATCH');
    expect(codesOf(plain(configured()), 'O1')).not.toContain('PASV_MASQUERADE_MISMATCH');
  });

  it('settings inside of a VDOM are fixed inside of it', () => {
    const [head = '', ...rest] = configured(flowMode).split('\n');
    const vdom = [head, 'config vdom', 'edit root', ...rest, 'end'].join('\n');
    const { fix } = first(blind(vdom), 'C1');
    expect(fix.join('\n')).toContain('config vdom\nedit "root"\nconfig firewall policy\n    edit 3');
  });

  it('NAT64_FAMILY_MISMATCH', () => {
    const hosts = { client: '2001:db8::7', vip: '2001:db8::9' };
    const wad = (command: string): string[] => [
      `wad_ftp_${command}_reply_handler(1): offer_ip=${SERVER} offer_port=50000`,
    ];
    const six = (command: string): ReportDocument => told({ hosts, data: denied, wad: wad(command) });
    expect(codesOf(six('pasv'), 'O1')[0]).toBe('NAT64_FAMILY_MISMATCH');
    expect(codesOf(six('epsv'), 'O1')).not.toContain('NAT64_FAMILY_MISMATCH');
  });

  it('MASQUERADE_DEFEATS_REWRITE is a possibility', () => {
    const offer = (ip: string): string[] => [
      `wad_ftp_pasv_reply_handler(1): offer_ip=${ip} offer_port=50000`,
      `__wad_ftp_session_proc_reply(1): forwarded reply to client: ftp cmd=PASV, reply code=227`,
    ];
    const of = (ip: string): ReportDocument => told({ data: denied, wad: offer(ip) });
    expect(of(VIP).findings.find(({ code }) => code === 'MASQUERADE_DEFEATS_REWRITE')).toMatchObject({
      confidence: 'possible',
    });
    expect(codesOf(of(SERVER), 'O1')).not.toContain('MASQUERADE_DEFEATS_REWRITE');
  });

  it('IPV6_NOT_INSPECTED: the IPv4 rule is, and the one for IPv6 is not shown or in flow mode', () => {
    const hosts = { client: '2001:db8::7', vip: '2001:db8::9' };
    const rule = (mode: string): string =>
      `${configured(['    edit 3', '    edit 4'])}config firewall policy6\nedit 3\nset inspection-mode ${mode}\nnext\nend\n`;
    const six = (mode: string): ReportDocument => told({ hosts, data: denied, config: rule(mode) });
    expect(codesOf(six('flow'), 'C1')).toContain('IPV6_NOT_INSPECTED');
    expect(codesOf(six('proxy'), 'C1')).not.toContain('IPV6_NOT_INSPECTED');
  });

  it('EPSV_NOT_TRACKED, where PASV of the same server is', () => {
    const transfers = [{ command: 'PASV' }, { command: 'EPSV', fault: 'not-opened' }] as const;
    const run = (first: 'none' | 'not-opened'): ReportDocument => {
      const [pasv, epsv] = transfers;
      const told = [{ ...pasv, fault: first }, epsv];
      const { files } = simulate({
        seed: 7,
        inspection: 'helper',
        tls: 'none',
        verbosity: 6,
        sessions: [{ transfers: told }],
      });
      return analysed(...Object.values(files));
    };
    expect(run('none').offers[1]).toMatchObject({ code: 'EPSV_NOT_TRACKED', confidence: 'possible' });
    expect(codesOf(run('not-opened'), 'O2')).not.toContain('EPSV_NOT_TRACKED');
  });
});
