import type { Cause } from '../cause.js';
import { deepInspectionFor, proxyModeFor, staticRangeFor, anyPinholeFor } from '../wording/general-fixes.js';
import { withNames, entryFor, globalSettings, protocolFor, inspectionFor } from '../wording/named-fixes.js';

/** Why the proxy made no pinhole. */
export const noExpectation: readonly Cause[] = [
  {
    code: 'PINHOLE_NOT_OPENED',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'A',
    title: 'no pinhole took the connection',
    mechanism:
      'There was an offer, seen or necessarily made inside of TLS, but no expectation session took the connection that followed: it met the ordinary rules and was denied. Mostly none was made; without the proxy’s own debug the capture shows neither that nor why.',
    evidence:
      'An offer, or a client that dials a high port of the VIP right after TLS on the control channel; no expectation and no EXP line; the data SYN is denied.',
    neighbours: {
      CONTROL_OPAQUE_FLOW_MODE: 'the configuration or the flow trace shows flow mode',
      CONTROL_OPAQUE_NO_DEEP_INSPECTION: 'proxy mode, but TLS is not opened',
      EXPECTATION_OPEN_FAILED: 'the proxy shows the offer and nothing after it',
      VIP_PORT_NOT_FORWARDED: 'what the denied SYN then lacked',
    },
    fix: withNames(anyPinholeFor),
    source: 'Fortinet KB 189531',
  },
  {
    code: 'CONTROL_OPAQUE_FLOW_MODE',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'A',
    title: 'flow mode cannot read FTPS',
    mechanism:
      'The policy inspects in flow mode. The IPS engine does not read the encrypted FTP commands, so nobody learns of the offer and no pinhole is made.',
    evidence:
      'AUTH TLS and 234, or port 990; “send to ips” without “send to application layer”; no wad_ftp_ lines; inspection-mode flow, or a complete listing of the policy without that line.',
    neighbours: {
      CONTROL_OPAQUE_NO_DEEP_INSPECTION: 'lines of the proxy for the session: then it is proxy mode',
      HELPER_BLIND_AFTER_AUTH: 'the session helper watched the same session and lost it at AUTH TLS',
    },
    fix: withNames((names) => [proxyModeFor(names), deepInspectionFor(names), staticRangeFor(names)]),
    source: 'Fortinet KB 189531',
  },
  {
    code: 'CONTROL_OPAQUE_NO_DEEP_INSPECTION',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'A',
    title: 'the proxy does not decrypt FTPS',
    mechanism:
      'The policy is in proxy mode, but its SSL profile only looks at certificates, or does nothing for FTPS. The proxy passes the encrypted commands on unread.',
    evidence:
      'Proxy mode with certificate-inspection, no-inspection or a profile whose ftps status is not deep-inspection; no offer in the proxy’s lines.',
    neighbours: {
      EXPLICIT_FTPS_NOT_REDIRECTED:
        'the other way to hand FTPS to the proxy, explicit-ftp-tls, is off as well',
      CONTROL_OPAQUE_FLOW_MODE: 'no line of the proxy at all, and flow mode in the policy',
    },
    fix: withNames((names) => [deepInspectionFor(names), staticRangeFor(names)]),
    source: 'Fortinet KB 257070, 189531',
  },
  {
    code: 'EXPLICIT_FTPS_NOT_REDIRECTED',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'A',
    title: 'explicit FTPS is not handed to the proxy',
    mechanism:
      'Without deep inspection, explicit FTPS goes to the proxy only where the protocol options say explicit-ftp-tls enable. It is disabled by default.',
    evidence: 'No deep inspection for FTPS, and explicit-ftp-tls disable or unset in the protocol options.',
    neighbours: {
      CONTROL_OPAQUE_NO_DEEP_INSPECTION:
        'with deep inspection the option is not needed: that is the other remedy',
    },
    fix: withNames((names) => [
      '# The proxy then handles every FTP session of the policies that use these options.',
      protocolFor(names, 'set status enable', 'set explicit-ftp-tls enable'),
      deepInspectionFor(names),
    ]),
    source: 'Fortinet KB 257070; FortiProxy FTP proxy guide',
  },
  {
    code: 'FTP_PORT_NOT_MAPPED',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'B',
    title: 'the proxy does not expect FTP on this port',
    mechanism:
      'The proxy takes for FTP only what comes to the ports of its protocol options. The control connection uses another one. Compare the port before and after the VIP.',
    evidence:
      'A control port that config ftp / set ports does not list; no wad_ftp_ line, although “send to application layer” may be there.',
    neighbours: {
      FTPS_PORT_NOT_MAPPED: 'TLS from the first byte: the list is another one',
      HELPER_NOT_ON_PORT: 'no proxy in the path: the session helper has its own list',
    },
    fix: withNames((names) => [
      '# The list replaces the old one: name all ports. Other protocols on these ports will be taken for FTP.',
      protocolFor(names, `set ports 21 ${names.port}`),
    ]),
    source: 'Fortinet KB 197210; FortiOS CLI reference',
  },
  {
    code: 'FTPS_PORT_NOT_MAPPED',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'B',
    title: 'implicit FTPS on a port that is not listed',
    mechanism:
      'Implicit FTPS begins with TLS, so the unit knows it by its port alone. The SSL profile does not list this one (990 by default).',
    evidence: 'The first payload is a TLS ClientHello, to a port that config ftps / set ports does not name.',
    neighbours: {
      FTP_PORT_NOT_MAPPED: 'AUTH TLS in clear comes first: explicit FTPS',
      IMPLICIT_FTPS_UNSUPPORTED: 'the port is listed and still nothing is read',
    },
    fix: withNames((names) => [
      '# The list replaces the old one: name all ports.',
      inspectionFor(names, `set ports 990 ${names.port}`),
    ]),
    source: 'FortiOS CLI reference',
  },
  {
    code: 'FTP_PROXY_DISABLED',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'B',
    title: 'FTP is switched off in the protocol options',
    mechanism:
      'The protocol options of the policy have status disable for FTP, so that the proxy lets FTP pass unread.',
    evidence:
      '“config ftp / set status disable” in the options that the policy names; no FTP line of the proxy.',
    neighbours: { FTP_PORT_NOT_MAPPED: 'FTP is on, but not for this port' },
    fix: withNames((names) => [
      '# FTP of all policies that use these options is then inspected.',
      protocolFor(names, 'set status enable'),
    ]),
    source: 'FortiOS CLI reference',
  },
  {
    code: 'IMPLICIT_FTPS_UNSUPPORTED',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'B',
    title: 'implicit FTPS may not be supported',
    mechanism:
      'One vendor note calls implicit FTPS unsupported, while SSL profiles list its port 990. Where the proxy reads no command of it, no pinhole can come of it.',
    evidence: 'TLS from the first byte on port 990, and no offer in the proxy’s lines.',
    neighbours: {
      FTPS_PORT_NOT_MAPPED: 'the port is not in the profile’s list',
      PINHOLE_WORKED: 'offers are read: then this build supports it',
    },
    fix: withNames((names) => [
      '# Least change: explicit FTPS (AUTH TLS on port 21) in the client.',
      staticRangeFor(names),
    ]),
    source: 'Fortinet KB 224345 (against the profiles of KB 189531)',
  },
  {
    code: 'FTPS_RELEASE_TOO_OLD',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'A',
    title: 'this release does not inspect FTPS',
    mechanism:
      'Inspection of FTPS came with FortiOS 6.4 (6.2.1 for the explicit proxy). Older releases cannot read the offers.',
    evidence: 'A version line below 6.4 in the configuration or the console log.',
    neighbours: { CONTROL_OPAQUE_NO_DEEP_INSPECTION: 'the release is new enough and the profile is not set' },
    fix: withNames((names) => ['# Upgrade to 6.4 or later, or do without a pinhole.', staticRangeFor(names)]),
    source: 'Fortinet KB 224345',
  },
  {
    code: 'WAD_BYPASS',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'C',
    title: 'the proxy was possibly bypassed',
    mechanism:
      'Short of memory (conserve mode) or of connections, the unit may let traffic pass without the proxy. New offers are then not read.',
    evidence: 'An event or crash log that says so; lines of the proxy stop while sessions go on.',
    neighbours: { FTP_PROXY_DISABLED: 'it never inspected FTP, also with memory to spare' },
    fix: withNames(() => [
      '# First see whether memory is short:',
      'diagnose hardware sysinfo conserve',
      '# Then free memory. This instead refuses new proxied connections while memory is short:',
      globalSettings('system global', 'set av-failopen off'),
    ]),
    source: 'FortiOS CLI reference (av-failopen)',
  },
  {
    code: 'EXPECTATION_OPEN_FAILED',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'B',
    title: 'the proxy read the offer but opened nothing',
    mechanism:
      'The proxy understood the offer and then could not listen on its endpoint, or the kernel took no expectation session for it.',
    evidence:
      'The offer line; after it no “bound to”, or no “Expect session tuple” and “redirect”; the proxy’s debug goes on for the same session; the data connection is denied or the transfer refused.',
    neighbours: {
      PINHOLE_NOT_OPENED: 'there is no debug of the proxy that could tell',
      PROXY_CLIENT_NEVER_USED: 'all three lines are there and nobody came',
    },
    fix: withNames((names) => [
      '# Is the offered port taken on the unit? A service of its own or a VIP may stand on it:',
      'diagnose sys tcpsock',
      'show firewall vip',
      '# If nothing overlaps, this is a case for the vendor’s support.',
      staticRangeFor(names),
    ]),
    source: 'Fortinet KB 189531 (order of the lines)',
  },
  {
    code: 'WRONG_VDOM',
    stage: 'syn',
    verdict: 'failed',
    grade: 'B',
    title: 'the pinhole is in another VDOM',
    mechanism:
      'A pinhole counts only in the VDOM of its control session. The data SYN arrived in another one, where nothing expects it.',
    evidence:
      'The number after vf or vd of the expectation differs from the number in vd-NAME:N of the data SYN.',
    neighbours: { WRONG_INTERFACE: 'the same VDOM, another interface' },
    fix: withNames((names) => [
      '# Least change: route control and data through one VDOM. Otherwise forward the range in the other one:',
      entryFor(
        names,
        'firewall vip',
        '"FTP-data"',
        'set extip <vip-address>',
        `set mappedip ${names.server}`,
        'set extintf "any"',
        'set portforward enable',
        'set extport 50000-51000',
        'set mappedport 50000-51000',
      ),
    ]),
    source: 'Fortinet KB 189531 (fields of the lines)',
  },
];
