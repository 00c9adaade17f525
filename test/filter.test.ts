import { describe, expect, it } from '@jest/globals';

import { shows } from '../src/diagnose/observations/pcap-filter.js';

const syn = { from: '198.51.100.7', to: '203.0.113.9', port: 50_000 };

describe('a filter and the data SYN', () => {
  it.each([
    ['none', 'yes'],
    ['', 'yes'],
    ['host 198.51.100.7', 'yes'],
    ['host 198.51.100.7 and host 203.0.113.9', 'yes'],
    ['host 198.51.100.7 and 203.0.113.9', 'yes'],
    ['host 192.0.2.1 or 203.0.113.9', 'yes'],
    ['host 192.0.2.1', 'no'],
    ['src host 203.0.113.9', 'no'],
    ['src 198.51.100.7 and dst 203.0.113.9', 'yes'],
    ['src and dst net 198.51.100.0/24', 'no'],
    ['src or dst net 198.51.100.0/24', 'yes'],
    ['net 203.0.113', 'yes'],
    ['net 203.0.113.0 mask 255.255.255.0', 'yes'],
    ['net 0.0.0.0/0', 'yes'],
    ['port 21', 'no'],
    ['tcp port 21', 'no'],
    ['tcp and port 21', 'no'],
    ['port 21 or port 50000', 'yes'],
    ['port 21 or 50000', 'yes'],
    ['portrange 50000-51000', 'yes'],
    ['dst portrange 20-21', 'no'],
    ['port 20 or 21', 'unknown'],
    ['port 40000', 'unknown'],
    ['udp', 'no'],
    ['icmp or host 203.0.113.9', 'yes'],
    ['not port 443', 'yes'],
    ['not host 203.0.113.9', 'no'],
    ['!(host 192.0.2.1)', 'yes'],
    ['(host 198.51.100.7 or host 192.0.2.1) and not port 22', 'yes'],
    ['host 198.51.100.7 && tcp', 'yes'],
    // To the left: (host or udp) and port 21.
    ['host 198.51.100.7 or udp and port 21', 'no'],
    ['ip6', 'no'],
    ['host ftp.example.com', 'unknown'],
    ['tcp[tcpflags] & (tcp-syn) != 0', 'unknown'],
    ['host 198.51.100.7 and', 'unknown'],
    ['(host 198.51.100.7', 'unknown'],
    ['host 198.51.100.7)', 'unknown'],
    ['not', 'unknown'],
    ['vlan 10', 'unknown'],
    ['host 198.51.100.7 host 203.0.113.9', 'unknown'],
    [' none ', 'yes'],
    ['ip and host 198.51.100.7', 'yes'],
    ['arp or icmp6 or host 198.51.100.7', 'yes'],
    ['tcp src 192.0.2.1', 'no'],
    ['udp host 198.51.100.7', 'no'],
    ['udp port 53 or 50000', 'no'],
    ['dst or src host 198.51.100.7', 'yes'],
    ['dst and src host 198.51.100.7', 'no'],
    ['not not host 198.51.100.7', 'yes'],
    // Half of one thing and half of another.
    ['and host 198.51.100.7', 'unknown'],
    ['host 198.51.100.7 and or host 203.0.113.9', 'unknown'],
    ['not and host 198.51.100.7', 'unknown'],
    ['host 192.0.2.1 and not', 'unknown'],
    ['(host 192.0.2.1 and)', 'unknown'],
    ['(host 192.0.2.1 and not)', 'unknown'],
    ['host 192.0.2.1 and ()', 'unknown'],
    ['host 192.0.2.1 and (', 'unknown'],
    ['host 192.0.2.1 and (not host 198.51.100.7', 'unknown'],
    ['198.51.100.7', 'unknown'],
    ['src or src host 198.51.100.7', 'unknown'],
    ['src or ip host 198.51.100.7', 'unknown'],
    ['src 198.51.100.7 dst 203.0.113.9', 'unknown'],
    ['host 198.51.100.7 mask 255.255.255.0', 'unknown'],
    // What is no address or port leaves open the whole, also what decides it otherwise.
    ['host 198.51.100.7 or vlan', 'unknown'],
    ['host 192.0.2.1 and port ftp', 'unknown'],
    ['host 1-65535', 'unknown'],
    ['net 1-65535', 'unknown'],
    ['port 50000x', 'unknown'],
    ['port x50000', 'unknown'],
    ['portrange 50000-51000x', 'unknown'],
    ['portrange x50000-51000', 'unknown'],
    ['net 203.0.113.0 mask wide', 'unknown'],
    ['net 203.0.113.0/33', 'unknown'],
    ['net 203.0.113.0/-1', 'unknown'],
    ['net 203.0.113.9.9', 'unknown'],
    ['net 203.0.113.9.9/24', 'unknown'],
    ['net 203.0.113.x', 'unknown'],
    ['net x203.0.113', 'unknown'],
    ['net 303.0.113', 'unknown'],
    ['host 192.0.2.1 and net 2001:db8::/32', 'unknown'],
  ])('%s: %s', (filter, shown) => {
    expect(shows(filter, syn)).toBe(shown);
  });

  it.each([
    ['net 198', 'yes'],
    ['net 198.51', 'yes'],
    ['net 198.50', 'no'],
    ['net 198.51.100.7', 'yes'],
    ['net 198.51.100.8', 'no'],
    ['net 198.51.102.0/22', 'yes'],
    ['net 198.51.104.0/22', 'no'],
    ['net 198.51.100/25', 'yes'],
    ['net 198.51.100.128/25', 'no'],
    ['net 198.51.7.0 mask 255.255.0.0', 'yes'],
    ['net 198.50.0.0 mask 255.255.0.0', 'no'],
    ['net 192.0.2.0/24 or host 198.51.100.7', 'yes'],
  ])('takes a net by its length: %s: %s', (filter, shown) => {
    expect(shows(filter, syn)).toBe(shown);
  });

  it.each([
    ['dst portrange 50001-51000', 'no'],
    ['dst portrange 49000-49999', 'no'],
    ['dst portrange 50000-50000', 'yes'],
    // A system gives out ports from 1024 on, an FTP server dials from 20 or 989.
    ['src portrange 0-65535', 'yes'],
    ['src portrange 20-65535', 'yes'],
    ['src portrange 21-65535', 'unknown'],
    ['src portrange 20-65534', 'unknown'],
    ['src port 1024', 'unknown'],
    ['src port 1023', 'no'],
    ['src portrange 1-19', 'no'],
    ['src port 20', 'unknown'],
    ['src portrange 21-988', 'no'],
    ['src port 989', 'unknown'],
    ['src portrange 500-989', 'unknown'],
    ['src portrange 990-1023', 'no'],
  ])('knows the port that is dialled, and what the source port may be: %s: %s', (filter, shown) => {
    expect(shows(filter, syn)).toBe(shown);
  });

  it.each([
    ['dst port 50000', 'unknown'],
    ['dst port 50000 or host 198.51.100.7', 'yes'],
  ])('says nothing of a port that nobody told: %s: %s', (filter, shown) => {
    expect(shows(filter, { ...syn, port: null })).toBe(shown);
  });

  it.each([
    ['ip6 and host 2001:db8::1', 'yes'],
    ['ip6 host 2001:db8::1', 'yes'],
    ['net 0.0.0.0/0', 'no'],
    ['host 198.51.100.7', 'no'],
  ])('does not mix IPv6 with IPv4: %s: %s', (filter, shown) => {
    expect(shows(filter, { from: '2001:db8::1', to: '2001:db8::2', port: 50_000 })).toBe(shown);
  });

  it('does not read a filter that nobody would type', () => {
    const long = (times: number): string =>
      Array.from({ length: times }, () => 'host 198.51.100.7').join(' or ');
    expect([shows(long(100), syn), shows(long(300), syn)]).toEqual(['yes', 'unknown']);
  });

  it('knows IPv6 hosts however they are written', () => {
    const six = { from: '2001:db8::1', to: '2001:db8::2', port: 50_000 };
    expect(shows('host 2001:0db8:0:0::1', six)).toBe('yes');
    expect(shows('ip and host 2001:db8::1', six)).toBe('no');
  });

  it('takes its time by the length of the filter alone', () => {
    const deep = `${'('.repeat(1900)}tcp${')'.repeat(1900)}`;
    expect(shows(deep, syn)).toBe('yes');
    expect(shows('('.repeat(100_000), syn)).toBe('unknown');
  });
});
