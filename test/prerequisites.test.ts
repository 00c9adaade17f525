import { describe, expect, it } from '@jest/globals';

import type { ReportDocument } from '../src/document.js';
import { analysed } from './tools/ftpwire.js';
import { configured } from './tools/unit.js';

const codes = (report: ReportDocument): string[] => report.findings.map(({ code }) => code);
const judged = (...changes: readonly [string, string][]): ReportDocument => analysed(configured(...changes));

describe('a configuration alone', () => {
  it('says that all is there, and stays inconclusive', () => {
    const report = judged();
    expect(report).toMatchObject({ verdict: 'inconclusive', controlSessions: [], offers: [] });
    expect(codes(report)).toContain('PREREQUISITES_MET');
    expect(report.summary).toMatch(
      /^The configuration has what explicit FTPS needs through VIP "FTP" \(policy 3\)/,
    );
    const [finding] = report.findings;
    const lines = finding!.evidence.map(({ text }) => text.trim());
    for (const line of [
      'set inspection-mode proxy',
      'set status deep-inspection',
      'set ports 21',
      'edit "FTP"',
    ])
      expect(lines).toContain(line);
  });

  it.each([
    ['FTPS_RELEASE_TOO_OLD', ['7.0.12', '6.2.9']],
    ['CONTROL_NEVER_OPENED', ['dstaddr "FTP"', 'dstaddr "Web"']],
    ['CONTROL_NEVER_OPENED', ['set action accept', 'set action deny']],
    ['CONTROL_NEVER_OPENED', ['set action accept', 'set action accept\nset status disable']],
    ['CONTROL_NEVER_OPENED', ['service "FTP"', 'service "HTTPS"']],
    ['POLICY_SERVICE_EXTERNAL_PORT', ['set mappedport 21', 'set mappedport 2121']],
    ['CONTROL_OPAQUE_FLOW_MODE', ['set inspection-mode proxy', 'set inspection-mode flow']],
    ['CONTROL_OPAQUE_FLOW_MODE', ['        set inspection-mode proxy\n', '']],
    [
      'CONTROL_OPAQUE_NO_DEEP_INSPECTION',
      ['"FTP-scan"\n        set av', '"certificate-inspection"\n        set av'],
    ],
    ['CONTROL_OPAQUE_NO_DEEP_INSPECTION', ['set status deep-inspection', 'set status disable']],
    ['FTP_PROXY_DISABLED', ['set status enable', 'set status disable']],
    ['FTP_PORT_NOT_MAPPED', ['set ports 21\n', 'set ports 2121\n']],
  ] as [string, [string, string]][])('names the missing prerequisite: %s', (code, change) => {
    const report = judged(change);
    expect(report.verdict).toBe('inconclusive');
    const [finding] = report.findings;
    expect(finding).toMatchObject({
      code,
      subject: 'capture',
      verdict: 'inconclusive',
      confidence: 'proven',
    });
    expect(report.summary).toBe(finding!.message);
    expect(finding!.evidence.length).toBeGreaterThan(0);
    expect(codes(report)).not.toContain('PREREQUISITES_MET');
  });

  it('names all that is missing in its first sentence', () => {
    const flow: [string, string] = ['set inspection-mode proxy', 'set inspection-mode flow'];
    const { summary, findings } = judged(flow, ['set status enable', 'set status disable']);
    expect(summary).toMatch(/flow mode, .*; the protocol options profile "default" switch FTP off\.$/);
    expect(findings.map(({ code }) => code).slice(0, 2)).toEqual([
      'CONTROL_OPAQUE_FLOW_MODE',
      'FTP_PROXY_DISABLED',
    ]);
  });

  it.each([
    ['its SSL profile', ['edit "FTP-scan"', 'edit "elsewhere"'], 'the SSL profile "FTP-scan"'],
    [
      'its protocol options',
      ['set service', 'set profile-protocol-options "own"\nset service'],
      'protocol options profile "own"',
    ],
    ['its service', ['service "FTP"', 'service "ours"'], 'the service "ours"'],
    ['lines of the policy', ['        set inspection-mode proxy\n', '...\n'], 'the inspection mode'],
    ['the policy', ['        set utm-status enable\n', ''], 'utm-status is disabled'],
  ] as [string, [string, string], string][])('calls unknown what it does not show: %s', (_, change, what) => {
    const report = judged(change);
    expect(codes(report)[0]).toBe('INSUFFICIENT_EVIDENCE');
    expect(report.summary).toContain('cannot be judged');
    expect(report.summary).toContain(what);
  });

  it('of an excerpt without the policy says that none is shown', () => {
    const [vip = ''] = /config firewall vip[^]*?\nend/.exec(configured()) ?? [];
    const report = analysed(vip);
    expect(report.summary).toContain('does not show a policy with VIP "FTP" as its destination');
    expect(report.findings[0]!.next).toContain('show firewall policy');
  });

  it('without a VIP for FTP says so', () => {
    const report = judged(['extport 21', 'extport 443'], ['mappedport 21', 'mappedport 443']);
    expect(report.summary).toBe(
      'The configuration shows one VIP, but none for FTP control connections (port 21 or 990).',
    );
  });

  it('believes the lines of a profile of which other parts are left out', () => {
    const report = judged([
      '        config ftps\n            set ports',
      '        ...\n        config ftps\n            set ports',
    ]);
    expect(codes(report)).toContain('PREREQUISITES_MET');
  });
});

describe('the release that `get system status` tells', () => {
  const backup = /^#config-version.*\n/;
  const status = (version: string): string =>
    configured().replace(backup, `FGT # get system status\nVersion: ${version}\nSerial-Number: X\n`);
  const codes = (version: string): string[] => analysed(status(version)).findings.map(({ code }) => code);

  it.each([
    ['FortiGate-60E v6.2.3,build1066,191219 (GA)'],
    ['FortiGate-VM64 v6.2.3,build1066,191219 (GA)'],
    ['FortiGate-100D v5.6.14,build1727,210114 (GA)'],
    ['FortiWiFi-60D v6.0.9,build0335,200225 (GA)'],
  ])('is too old for FTPS: %s', (version) => {
    const [found] = analysed(status(version)).findings;
    expect(found).toMatchObject({ code: 'FTPS_RELEASE_TOO_OLD', evidence: [{ line: 2 }, {}] });
  });

  it.each([
    ['FortiGate-VM64-KVM v7.4.4,build2662,240514 (GA.F)'],
    ['FortiGate-60F v6.4.0,build1579,200330 (GA)'],
  ])('is new enough: %s', (version) => {
    expect(codes(version)).toEqual(['PREREQUISITES_MET']);
  });

  it('does not make a backup of what is shown: a setting without a line is not certain', () => {
    const text = (head: string): string =>
      configured(['        set inspection-mode proxy\n', '']).replace(backup, head);
    const confidence = (head: string): string | undefined =>
      analysed(text(head)).findings.find(({ code }) => code === 'CONTROL_OPAQUE_FLOW_MODE')?.confidence;
    expect(confidence('Version: FortiGate-60F v7.0.12,build0523,230606 (GA)\n')).toBe('likely');
    expect(confidence('#config-version=FGT60F-7.0.12-FW-build0523-230606:opmode=0:vdom=0:user=a\n')).toBe(
      'proven',
    );
  });
});
