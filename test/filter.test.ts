import { describe, expect, it } from '@jest/globals';

import { shows } from '../src/diagnose/filter.js';

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
  ])('%s: %s', (filter, shown) => {
    expect(shows(filter, syn)).toBe(shown);
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
