import type { ScenarioOptions } from '../simulate/types.js';
import { failed, one, worked, type Sample } from './sample.js';

/** The offer itself names what cannot work. */

/** Plain FTP through a VIP that no helper looks at; the sniffer shows every word on the client's side. */
const unhelped: ScenarioOptions = {
  ...{ seed: 651, inspection: 'none', tls: 'none', verbosity: 6, sources: ['flow', 'sniffer'] },
};
const range: ScenarioOptions = { ...unhelped, dataVip: { extport: '50000-51000' } };

/** IPv6 on the client's side, IPv4 on the server's. */
const translated: ScenarioOptions = { seed: 652, family: 6, vip: 'nat64' };

export const offers: Sample[] = [
  {
    name: 'masquerade-worked',
    title: 'The server announces the address of the VIP, and a second VIP forwards the range',
    story:
      'Nobody inspects. The server knows the outside address and names it in its reply, and a second VIP forwards the port.',
    shows: 'The outside address in the reply to PASV on both sides, and a VIP line for the data SYN.',
    scenario: one(range, { announces: 'outside', fault: 'static-range' }),
    wants: worked('STATIC_FORWARD_USED'),
  },
  {
    name: 'masquerade-old-address',
    title: 'The server still announces the address of the former provider',
    story:
      'The site has a new public address. The server was set up to name the old one, and the client dials that.',
    shows:
      'A public address in the reply to PASV that is not the one that the client dialled, no data SYN, and reply 425.',
    scenario: one(range, { announces: '203.0.113.80', fault: 'syn-not-seen' }),
    pair: { name: 'masquerade-worked', change: 'the server announces another address.' },
    wants: failed('PASV_MASQUERADE_MISMATCH'),
  },
  {
    name: 'masquerade-inspected',
    title: 'The server announces the address of the VIP, and the proxy inspects',
    story:
      'The server names the outside address, and the proxy, which looks for the inside one, makes its pinhole for the wrong endpoint.',
    shows:
      'The outside address in the WAD debug’s offer, a tuple without a translation, and denied data SYNs.',
    scenario: one({ seed: 653 }, { announces: 'outside', fault: 'local-in-deny' }),
    pair: { name: 'proxy-worked', change: 'the server announces the outside address.' },
    wants: failed('MASQUERADE_DEFEATS_REWRITE'),
  },
  {
    name: 'bounce-refused-by-unit',
    title: 'Active mode: the client names a third host',
    story:
      'The client wants the server to send the file to another server (FXP). The session helper makes no pinhole for a host that is not the client.',
    shows: 'A PORT with an address of neither end, and a denied SYN of the server towards it.',
    scenario: one(
      { seed: 654, inspection: 'helper', verbosity: 6, vip: 'none' },
      { command: 'PORT', announces: '203.0.113.44', fault: 'not-opened' },
    ),
    pair: { name: 'port-worked', change: 'the client names the address of a third host.' },
    wants: failed('OFFER_FOREIGN_ADDRESS'),
  },
  {
    name: 'port-worked',
    title: 'Active mode with the session helper, and its words recorded',
    story: 'The client names its own endpoint with PORT, and the helper opens a pinhole for the server.',
    shows: 'PORT in the hex dump, run helper-ftp, and an expectation match for a SYN of the server.',
    scenario: one({ seed: 654, inspection: 'helper', verbosity: 6, vip: 'none' }, { command: 'PORT' }),
    wants: worked('ACTIVE_PINHOLE_WORKED'),
  },
  {
    name: 'eprt-worked',
    title: 'IPv6 in active mode with EPRT: the pinhole works',
    story: 'The client names its own IPv6 endpoint with EPRT, and the server dials back.',
    shows: 'An IPv6 endpoint in the offer, and an expectation match for a SYN of the server.',
    scenario: one({ seed: 655, family: 6 }, { command: 'EPRT' }),
    wants: worked('ACTIVE_PINHOLE_WORKED'),
  },
  {
    name: 'eprt-family-refused',
    title: 'The server does not take EPRT for IPv6',
    story: 'The server listens on IPv6, but it opens active data connections over IPv4 alone.',
    shows: 'An EPRT, and reply 522 to it.',
    scenario: one(
      { seed: 655, family: 6 },
      { command: 'EPRT', fault: 'refused', reply: '522 Network protocol not supported, use (1)' },
    ),
    pair: { name: 'eprt-worked', change: 'the server refuses the family of the address.' },
    wants: failed('EPRT_FAMILY_REFUSED'),
  },
  {
    name: 'nat64-epsv-worked',
    title: 'An IPv6 client and an IPv4 server, and EPSV',
    story:
      'The unit translates between the families. The reply to EPSV names a port and no address, so it means the same on both sides.',
    shows: 'A client with an IPv6 address, a server with an IPv4 address, and an offer that both understand.',
    scenario: one(translated, { command: 'EPSV' }),
    wants: worked('PINHOLE_WORKED'),
  },
  {
    name: 'nat64-pasv-denied',
    title: 'An IPv6 client and an IPv4 server, and PASV',
    story:
      'The client asks with PASV, whose reply names an IPv4 address. It dials the address that it knows, and finds no pinhole.',
    shows: 'An offer with an IPv4 address in a session of an IPv6 client, and denied data SYNs.',
    scenario: one(translated, { command: 'PASV', fault: 'bind-failed' }),
    pair: { name: 'nat64-epsv-worked', change: 'the client says PASV.' },
    wants: failed('NAT64_FAMILY_MISMATCH'),
  },
];
