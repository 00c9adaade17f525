import { describe, expect, it } from '@jest/globals';

import { configuration } from '../src/configuration/configuration.js';
import { coversPort } from '../src/configuration/settings.js';
import type { TraceEvent } from '../src/events/events.js';
import type { ConfigEntry } from '../src/events/listing.js';
import { createConfigParser } from '../src/parsers/config/config.js';

function read(text: string, file = 'unit.conf'): ConfigEntry[] {
  const parser = createConfigParser();
  const entries: ConfigEntry[] = [];
  const emit = (event: TraceEvent): void => void entries.push(event as ConfigEntry);
  text.split('\n').forEach((line, index) => {
    parser.read({ text: line, origin: { file, line: index + 1, text: line } }, emit, () => undefined);
  });
  parser.flush(emit);
  return entries;
}

describe('the typed configuration', () => {
  it('tells each value with its line, or that it is a default', () => {
    const [vip] = configuration(
      read(`config firewall vip
edit "FTP"
set extip 198.51.100.7
set mappedip "10.0.0.7"
set portforward enable
set extport 50000-51000
set src-filter "192.0.2.0/24" "203.0.113.9"
next
end`),
    ).vips;
    expect(vip).toMatchObject({
      name: 'FTP',
      origin: { line: 2 },
      extip: { value: '198.51.100.7', from: { file: 'unit.conf', line: 3, text: 'set extip 198.51.100.7' } },
      extintf: { value: 'any', from: 'default' },
      mappedip: { value: ['10.0.0.7'] },
      portforward: { value: true },
      protocol: { value: 'tcp', from: 'default' },
      extport: { value: [{ first: 50_000, last: 51_000 }], from: { line: 6 } },
      mappedport: { value: [{ first: 50_000, last: 51_000 }], from: 'default' },
      srcFilter: { value: ['192.0.2.0/24', '203.0.113.9'] },
    });
    expect(coversPort(vip!.extport.value, 50_756)).toBe(true);
    expect(coversPort(vip!.extport.value, 51_001)).toBe(false);
  });

  it('reads policies, where flow mode is the default', () => {
    const { policies } = configuration(
      read(`config firewall policy
edit 3
set srcintf "port3" "port4"
set dstaddr "FTP"
set action accept
set inspection-mode proxy
set ssl-ssh-profile "FTP-scan"
set status disable
next
edit 4
set inspection-mode <*flow|proxy>
next
end`),
    );
    expect(policies.map(({ name }) => name)).toEqual(['3', '4']);
    expect(policies[0]).toMatchObject({
      srcintf: { value: ['port3', 'port4'] },
      action: { value: 'accept' },
      inspectionMode: { value: 'proxy', from: { line: 6 } },
      sslSshProfile: { value: 'FTP-scan' },
      profileProtocolOptions: { value: 'default', from: 'default' },
      status: { value: false },
      utmStatus: { value: false, from: 'default' },
    });
    expect(policies[1]).toMatchObject({
      action: { value: 'deny' },
      inspectionMode: { value: 'flow', from: 'default' },
    });
  });

  it('reads what stands inside of profiles', () => {
    const { sslSshProfiles, protocolOptions } = configuration(
      read(`config firewall ssl-ssh-profile
edit "a"
config ssl
set inspect-all deep-inspection
end
config ftps
set ports 990 2990
set status disable
set expired-server-cert allow
end
next
edit "b"
next
end
config firewall profile-protocol-options
edit "p"
config ftp
set ports 21 2121
set status disable
set explicit-ftp-tls enable
end
next
end`),
    );
    expect(sslSshProfiles).toMatchObject([
      {
        name: 'a',
        ftpsPorts: { value: [{ first: 990 }, { first: 2990 }] },
        ftpsStatus: { value: 'disable', from: { line: 8 } },
        inspectAll: { value: 'deep-inspection' },
        expiredServerCert: { value: 'allow' },
        clientCertificate: { value: 'bypass', from: 'default' },
      },
      { name: 'b', ftpsPorts: { value: [{ first: 990, last: 990 }], from: 'default' } },
    ]);
    expect(protocolOptions).toMatchObject([
      {
        name: 'p',
        ftpPorts: { value: [{ first: 21 }, { first: 2121 }] },
        ftpStatus: { value: false },
        explicitFtpTls: { value: true, from: { line: 20 } },
        inspectAll: { value: false, from: 'default' },
      },
    ]);
  });

  it('reads helpers and services', () => {
    const { sessionHelpers, customServices } = configuration(
      read(`config system session-helper
edit 9
set name ftp
set protocol 6
set port 21
next
end
config firewall service custom
edit "FTP-2121"
set tcp-portrange 2121 50000-51000:1024-65535
set helper disable
next
end`),
    );
    expect(sessionHelpers).toMatchObject([
      { helper: { value: 'ftp' }, protocol: { value: 6 }, port: { value: 21 } },
    ]);
    expect(customServices).toMatchObject([
      {
        tcpPortrange: {
          value: [
            { first: 2121, last: 2121 },
            { first: 50_000, last: 51_000 },
          ],
        },
        helper: { value: 'disable' },
      },
    ]);
  });

  it('lets a later line override an earlier one, and keeps VDOMs apart', () => {
    const text = 'config firewall policy\nedit 1\nset action accept\nset nat enable\nnext\nend';
    const later = read('config firewall policy\nedit 1\nset nat disable\nnext\nend', 'later.conf');
    expect(configuration([...read(text), ...later]).policies).toMatchObject([
      {
        action: { value: 'accept', from: { file: 'unit.conf' } },
        nat: { value: false, from: { file: 'later.conf' } },
      },
    ]);
    const inVdom = read(`config vdom\nedit dmz\n${text}\nend`);
    expect(configuration([...inVdom, ...later]).policies.map(({ vdom }) => vdom)).toEqual(['dmz', undefined]);
  });

  it('tells the settings of several policies apart, in whatever order they are asked for', () => {
    const { policies, ...all } = configuration(
      read(
        'config firewall vip\nedit ftp\nset extip 10.0.0.1\nnext\nend\nconfig firewall policy\nedit 1\nset dstaddr all\nset ssl-ssh-profile own\nnext\nedit 2\nset dstaddr ftp\nset srcintf port2\nnext\nedit 3\nset ssl-ssh-profile own\nset srcintf port3\nnext\nend',
      ),
    );
    const [first, second, third] = policies;
    expect([third?.srcintf, first?.dstaddr, second?.srcintf, first?.srcintf]).toMatchObject([
      { value: ['port3'], from: { line: 17, text: 'set srcintf port3' } },
      { value: ['all'], from: { line: 8 } },
      { value: ['port2'], from: { line: 13 } },
      { value: [], from: 'default' },
    ]);
    expect(all.policiesOfVips()).toEqual([second]);
    expect(all.policiesToAll()).toEqual([first]);
    expect(all.policiesWithProfile('sslSshProfile', 'own')).toEqual([first, third]);
  });
});
