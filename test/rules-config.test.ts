import { describe, expect, it } from '@jest/globals';

import { codesOf } from './tools/ftpwire.js';
import {
  blind,
  cites,
  configured,
  first,
  flowMode,
  plain,
  AUTH,
  SERVER,
  VIP,
  type Story,
} from './tools/unit.js';

describe('nobody could read the control channel', () => {
  it('CONTROL_OPAQUE_FLOW_MODE: the configuration proves it', () => {
    const finding = first(blind(configured(flowMode)), 'C1');
    expect(finding).toMatchObject({
      code: 'CONTROL_OPAQUE_FLOW_MODE',
      verdict: 'failed',
      confidence: 'proven',
    });
    expect(finding.evidence[0]!.text).toContain('iprope_in_check() check failed');
    expect(cites(finding, 'set inspection-mode flow')).toBe(true);
    expect(finding.fix).toContain('        set inspection-mode proxy');
  });

  it('CONTROL_OPAQUE_FLOW_MODE: without the line, for flow is the default', () => {
    const finding = first(blind(configured(['        set inspection-mode proxy\n', ''])), 'C1');
    expect(finding).toMatchObject({ code: 'CONTROL_OPAQUE_FLOW_MODE', confidence: 'proven' });
    expect(cites(finding, 'edit 3')).toBe(true);
  });

  it('takes nothing for its default where a copy leaves lines out', () => {
    const report = blind(configured(['        set inspection-mode proxy\n', '        ...\n']));
    expect(first(report, 'C1')).toMatchObject({ code: 'CONTROL_OPAQUE_FLOW_MODE', confidence: 'likely' });
    expect(first(report, 'C1').message).toContain('or in proxy mode without deep inspection');
  });

  it('CONTROL_OPAQUE_FLOW_MODE: likely without a configuration, where TLS was seen', () => {
    expect(first(blind(''), 'C1')).toMatchObject({ code: 'CONTROL_OPAQUE_FLOW_MODE', confidence: 'likely' });
    expect(codesOf(blind('', { says: [] }), 'C1')).toEqual(['PINHOLE_NOT_OPENED']);
    expect(codesOf(blind('', { control: [] }), 'C1')).toEqual(['PINHOLE_NOT_OPENED']);
  });

  it('is possible, no more, where no source shows whether there was TLS', () => {
    const finding = first(blind(configured(flowMode), { says: [] }), 'C1');
    expect(finding).toMatchObject({ code: 'CONTROL_OPAQUE_FLOW_MODE', confidence: 'possible' });
    expect(finding.steps[0]!.title).toMatch(/^Only if this session is FTPS/);
    expect(finding.message).toMatch(/^Policy 3 inspects in flow mode.* the cause if this session is FTPS/);
  });

  it('CONTROL_OPAQUE_NO_DEEP_INSPECTION and EXPLICIT_FTPS_NOT_REDIRECTED', () => {
    const closed: [string, string] = [
      '"FTP-scan"\n        set av',
      '"certificate-inspection"\n        set av',
    ];
    const redirected = first(blind(configured(closed)), 'C1');
    expect(redirected).toMatchObject({ code: 'EXPLICIT_FTPS_NOT_REDIRECTED', confidence: 'proven' });
    expect(redirected.fix).toContain('        set ssl-ssh-profile "FTP-scan"');
    const alone = first(
      blind(configured(closed, ['    edit "FTP-scan"', '    edit "deep-inspection"'])),
      'C1',
    );
    expect(alone.fix).toContain('    clone "deep-inspection" to "FTP-deep"');
    expect(redirected.steps.at(-1)!.lines).toContain('            set explicit-ftp-tls enable');
    const hidden = configured(closed, ['    edit "default"', '    edit "other"']);
    expect(first(blind(hidden), 'C1').code).toBe('CONTROL_OPAQUE_NO_DEEP_INSPECTION');
    const status = configured(
      ['set status deep-inspection', 'set status disable'],
      ['edit "default"', 'edit "other"'],
    );
    const own = first(blind(status), 'C1');
    expect(own.code).toBe('CONTROL_OPAQUE_NO_DEEP_INSPECTION');
    expect(own.fix.join('\n')).toContain(
      'edit "FTP-scan"\n        config ftps\n            set status deep-inspection',
    );
    const handed = configured(closed, [
      'set status enable',
      'set status enable\nset explicit-ftp-tls enable',
    ]);
    expect(codesOf(blind(handed), 'C1')).toEqual(['VIP_PORT_NOT_FORWARDED']);
  });

  it('FTP_PORT_NOT_MAPPED tells which port is listed', () => {
    const other = configured(['set ports 21\n', 'set ports 2121\n']);
    expect(first(blind(other), 'C1')).toMatchObject({ code: 'FTP_PORT_NOT_MAPPED', confidence: 'likely' });
    const after = configured(
      ['set ports 21\n', 'set ports 2121\n'],
      ['set mappedport 21', 'set mappedport 2121'],
    );
    const half = first(blind(after, { mappedPort: 2121 }), 'C1');
    expect(half).toMatchObject({ code: 'FTP_PORT_NOT_MAPPED', confidence: 'possible' });
    expect(half.message).toContain('2121, the port after the VIP, and not 21, the one before it');
    expect(codesOf(blind(configured()), 'C1')).toEqual(['VIP_PORT_NOT_FORWARDED']);
  });

  it('FTPS_PORT_NOT_MAPPED for implicit FTPS', () => {
    const config = configured(
      ['set extport 21', 'set extport 990'],
      ['set mappedport 21', 'set mappedport 990'],
    );
    const implicit: Story = { port: 990, says: AUTH.slice(3) };
    expect(first(blind(config.replace('set ports 990', 'set ports 2990'), implicit), 'C1')).toMatchObject({
      code: 'FTPS_PORT_NOT_MAPPED',
      confidence: 'likely',
    });
    expect(codesOf(blind(config, implicit), 'C1')).not.toContain('FTPS_PORT_NOT_MAPPED');
  });

  it('FTP_PROXY_DISABLED', () => {
    const finding = first(blind(configured(['set status enable', 'set status disable'])), 'C1');
    expect(finding.code).toBe('FTP_PROXY_DISABLED');
    expect(cites(finding, 'set status disable')).toBe(true);
  });

  it('FTPS_RELEASE_TOO_OLD', () => {
    expect(first(blind(configured(['7.0.12', '6.2.9'])), 'C1').code).toBe('FTPS_RELEASE_TOO_OLD');
    expect(codesOf(blind(configured(['7.0.12', '6.4.0'])), 'C1')).not.toContain('FTPS_RELEASE_TOO_OLD');
  });

  it('says nothing of the kind where the data SYN found its pinhole', () => {
    const hit = {
      port: 50_000,
      becomes: ['Find an EXP session, id-0000aaaa', `DNAT ${VIP}:50000->${SERVER}:50000`],
    };
    const report = blind(configured(flowMode), { data: hit });
    expect(report.findings.filter(({ verdict }) => verdict === 'failed')).toEqual([]);
    expect(report.offers[0]).toMatchObject({ pinhole: 'hit' });
  });
});

describe('plain FTP that no helper read', () => {
  const flow = configured(flowMode);
  it('HELPER_MISSING: the entry is gone, or a service switches it off', () => {
    const gone = first(plain(flow.replace('set name ftp', 'set name tftp')), 'O1');
    expect(gone).toMatchObject({ code: 'HELPER_MISSING', confidence: 'proven' });
    const service = `config firewall service custom\nedit "FTP"\nset tcp-portrange 21\nset helper disable\nnext\nend\n`;
    const off = first(plain(flow + service), 'O1');
    expect(off.code).toBe('HELPER_MISSING');
    expect(cites(off, 'set helper disable')).toBe(true);
    expect(codesOf(plain(flow), 'O1')).not.toContain('HELPER_MISSING');
    const helped = { control: ['run helper-ftp(dir=original)'] };
    expect(codesOf(plain(flow.replace('set name ftp', 'set name tftp'), helped), 'O1')).not.toContain(
      'HELPER_MISSING',
    );
  });

  it('HELPER_NOT_ON_PORT', () => {
    const moved = flow
      .replace('set extport 21', 'set extport 2121')
      .replace('set mappedport 21', 'set mappedport 2121');
    const finding = first(plain(moved, { port: 2121 }), 'O1');
    expect(finding).toMatchObject({ code: 'HELPER_NOT_ON_PORT', confidence: 'proven' });
    expect(finding.fix).toContain('        set port 2121');
    const listed = moved.replace('set port 21\n', 'set port 2121\n');
    expect(codesOf(plain(listed, { port: 2121 }), 'O1')).not.toContain('HELPER_NOT_ON_PORT');
    expect(first(plain('', { port: 2121 }), 'O1')).toMatchObject({
      code: 'HELPER_NOT_ON_PORT',
      confidence: 'possible',
    });
  });
});
