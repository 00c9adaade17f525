import { describe, expect, it } from '@jest/globals';

import type { Finding, ReportDocument } from '../src/document.js';
import { analysed } from './tools/ftpwire.js';
import { configured } from './tools/unit.js';

const helper = (port: number, name = 'ftp'): string =>
  `config system session-helper\nedit 1\nset name ${name}\nset protocol 6\nset port ${port}\nnext\nend\n`;

/** A policy from inside to outside; each line may be replaced. */
function outbound(...lines: string[]): string {
  const settings = [
    ...[
      'set srcintf "lan"',
      'set dstintf "wan1"',
      'set srcaddr "all"',
      'set dstaddr "all"',
      'set action accept',
    ],
    ...['set service "FTP"', 'set nat enable'],
  ];
  const own = lines.map((line) => line.split(' ')[1]);
  const kept = settings.filter((line) => !own.includes(line.split(' ')[1]));
  return `config firewall policy\nedit 5\n${[...kept, ...lines].join('\n')}\nnext\nend\n`;
}

const PROXY = [
  ...['set utm-status enable', 'set inspection-mode proxy', 'set ssl-ssh-profile "deep-inspection"'],
  'set profile-protocol-options "default"',
];

const first = (...parts: string[]): Finding & { verdict: ReportDocument['verdict'] } => {
  const { verdict, findings } = analysed(parts.join(''));
  return { ...(findings[0] as Finding), verdict };
};

/** What is said of each of the four ways, by its name. */
function waysIn({ message }: Finding): Record<string, string> {
  const [, said = ''] = /\): (.*)\. Only a capture/.exec(message) ?? [];
  const ways = said.split('; ').map((group) => group.split(': ') as [string, string]);
  return Object.fromEntries(
    ways.flatMap(([names, says]) => names.split(' and ').map((name) => [name, says])),
  );
}

describe('a configuration with an outbound policy alone', () => {
  it('opens pinholes for plain FTP by the helper, and none for FTPS', () => {
    const finding = first(helper(21), outbound());
    const ways = waysIn(finding);
    expect(finding).toMatchObject({
      verdict: 'inconclusive',
      code: 'CONTROL_OPAQUE_FLOW_MODE',
      subject: 'capture',
    });
    for (const way of ['plain FTP passive', 'plain FTP active'])
      expect(ways[way]).toBe('a pinhole opens, because the session helper reads port 21');
    for (const way of ['FTPS passive', 'FTPS active'])
      expect(ways[way]).toMatch(/^no pinhole can open.*flow mode/);
    expect(finding.evidence.map(({ text }) => text.trim())).toContain('set port 21');
  });

  it.each([
    ['HELPER_MISSING', helper(1723, 'pptp'), 'no entry for FTP'],
    ['HELPER_NOT_ON_PORT', helper(2121), 'reads port 2121 and not 21'],
  ])('without a helper nobody opens one for plain FTP either: %s', (code, table, why) => {
    const finding = first(table, outbound());
    expect(finding.code).toBe(code);
    expect(waysIn(finding)['plain FTP active']).toMatch(new RegExp(`^no pinhole can open.*${why}`));
    expect(finding.fix.join('\n')).toContain('config system session-helper');
  });

  it('needs no pinhole in passive mode where the policy admits every port, and still one in active mode', () => {
    const ways = waysIn(first(helper(2121), outbound('set service "ALL"')));
    for (const way of ['plain FTP passive', 'FTPS passive'])
      expect(ways[way]).toBe('no pinhole is needed, because policy 5 admits every high port');
    for (const way of ['plain FTP active', 'FTPS active']) expect(ways[way]).toMatch(/^no pinhole can open/);
  });

  it('lets the server dial back where another policy says so and no source NAT hides the client', () => {
    const back = outbound('set srcintf "wan1"', 'set dstintf "lan"', 'set service "ALL"').replace(
      'edit 5',
      'edit 6',
    );
    const said = (nat: string): string =>
      waysIn(first(helper(2121), outbound(`set nat ${nat}`), back))['plain FTP active']!;
    expect(said('disable')).toBe('no pinhole is needed, because policy 6 lets the server dial the client');
    expect(said('enable')).toMatch(/^no pinhole can open/);
  });

  it('opens all four through the proxy with deep inspection, whatever the helper reads', () => {
    const finding = first(helper(2121), outbound(...PROXY));
    expect(finding.code).toBe('PREREQUISITES_MET');
    expect(new Set(Object.values(waysIn(finding)))).toEqual(
      new Set([
        'a pinhole opens, because the proxy reads it',
        'a pinhole opens, because the proxy decrypts and reads it',
      ]),
    );
  });

  it('believes a service that switches the helper off', () => {
    const service =
      'config firewall service custom\nedit "FTP"\nset tcp-portrange 21\nset helper disable\nnext\nend\n';
    const finding = first(helper(21), service, outbound());
    expect(finding.code).toBe('HELPER_MISSING');
    expect(finding.evidence.map(({ text }) => text.trim())).toContain('set helper disable');
  });

  it('says that no policy lets FTP through', () => {
    expect(first(outbound('set service "HTTPS"')).message).toMatch(
      /^The configuration shows one policy, and none/,
    );
  });
});

describe('a configuration with a VIP for FTP', () => {
  it('says of plain FTP and of active mode what it says of explicit FTPS', () => {
    const { findings } = analysed(
      configured(['set inspection-mode proxy', 'set inspection-mode flow']) + helper(2121),
    );
    const ways = findings.find(({ message }) => message.startsWith('Data connections of FTP'));
    expect(ways!.code).toBe('HELPER_NOT_ON_PORT');
    expect(analysed(configured() + helper(2121)).summary).toContain(
      'So it has for plain FTP and for active mode.',
    );
    expect(Object.keys(waysIn(ways!)).sort()).toEqual([
      'FTPS active',
      'FTPS passive',
      'plain FTP active',
      'plain FTP passive',
    ]);
  });
});
