import type { Cause } from '../cause.js';
import {
  deepInspectionFor,
  proxyModeFor,
  staticRangeFor,
  SERVER_PASSIVE_RANGE,
} from '../wording/general-fixes.js';
import { withNames, entryFor, policyFor } from '../wording/named-fixes.js';

/** Offers that a VIP or its policy does not carry: it stands in the place of the pinhole, and so at its stage. */
export const offerVip: readonly Cause[] = [
  {
    code: 'PASV_PORT_OUTSIDE_RANGE',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'A',
    title: 'the offered port is outside of the forwarded range',
    mechanism:
      'Data connections come through a VIP with a fixed range, and the server offered a port beyond it.',
    evidence: 'An offered port that no VIP’s extport covers; the SYN to it is denied.',
    neighbours: {
      VIP_PORT_NOT_FORWARDED: 'no VIP forwards any range',
      PINHOLE_NOT_OPENED: 'no range was meant to be needed',
    },
    fix: withNames((names) => [
      ...SERVER_PASSIVE_RANGE,
      '# And the same range in the VIP: a wider one opens more to the outside.',
      entryFor(names, 'firewall vip', names.vip, 'set extport 50000-51000', 'set mappedport 50000-51000'),
    ]),
    source: 'vsftpd; ProFTPD NAT howto',
  },
  {
    code: 'VIP_PORT_NOT_FORWARDED',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'A',
    title: 'the VIP forwards only the control port',
    mechanism:
      'The VIP forwards port 21 and no pinhole is there, so the data SYN to the same address matches nothing: it is taken for traffic to the unit, or denied by policy.',
    evidence:
      'A data SYN without a VIP and without an EXP line, then a local-in or policy denial; portforward enable on the control port alone.',
    neighbours: {
      PINHOLE_WORKED: 'an EXP line: a pinhole needs no VIP for the port',
      PASV_PORT_OUTSIDE_RANGE: 'a range is forwarded, but not this port',
    },
    fix: withNames((names) => [proxyModeFor(names), deepInspectionFor(names), staticRangeFor(names)]),
    source: 'Fortinet KB 189531',
  },
  {
    code: 'VIP_PORT_TRANSLATED',
    stage: 'nat',
    verdict: 'failed',
    grade: 'B',
    title: 'the VIP changes the port numbers',
    mechanism:
      'The range VIP maps the passive ports to other numbers. The client dials the number of the offer and arrives at another port of the server.',
    evidence: 'Different extport and mappedport for the offered port.',
    neighbours: { PASV_PORT_OUTSIDE_RANGE: 'the port is not in the range at all' },
    fix: withNames((names) => [
      '# The same numbers on both sides; connections through this VIP are cut once.',
      entryFor(names, 'firewall vip', names.vip, 'set extport 50000-51000', 'set mappedport 50000-51000'),
    ]),
    source: 'Fortinet KB 262988',
  },
  {
    code: 'VIP_ONE_TO_ONE',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'B',
    title: 'the VIP carries every port, the policy does not',
    mechanism:
      'A VIP without port forwarding translates any port. Whether a data connection may pass is then up to the service of the policy.',
    evidence: 'A VIP line on the data SYN and a denial by policy; portforward disable in the VIP.',
    neighbours: {
      VIP_PORT_NOT_FORWARDED: 'no VIP line on the data SYN',
      POLICY_SERVICE_EXTERNAL_PORT: 'the service lists the port, but the outside one',
    },
    fix: withNames((names) => [
      '# The range then stands open at all times to everybody whom the policy admits.',
      entryFor(names, 'firewall service custom', '"FTP-data"', 'set tcp-portrange 50000-51000'),
      policyFor(names, 'append service "FTP-data"'),
      ...SERVER_PASSIVE_RANGE,
    ]),
    source: 'FortiOS administration guide (virtual IPs)',
  },
  {
    code: 'POLICY_SERVICE_EXTERNAL_PORT',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'A',
    title: 'the policy’s service lists the outside port',
    mechanism:
      'The policy is checked after the translation, so its service must list the mapped port and not the outside one.',
    evidence: '“VIP-I:p” matched and then policy 0; the service contains the outside port only.',
    neighbours: { VIP_ONE_TO_ONE: 'the service contains neither' },
    fix: withNames((names) => [
      '# The mapped ports in the service:',
      entryFor(names, 'firewall service custom', '"FTP-data"', 'set tcp-portrange <mapped-ports>'),
      policyFor(names, 'append service "FTP-data"'),
    ]),
    source: 'Fortinet KB 262988',
  },
  {
    code: 'VIP_SRC_FILTER_EXCLUDES',
    stage: 'expectation',
    verdict: 'failed',
    grade: 'A',
    title: 'the VIP’s source filter leaves this address out',
    mechanism:
      'The VIP or its policy admits certain sources. The control connection came from one of them, the data connection from another address.',
    evidence:
      'A VIP line on the control SYN and none on the data SYN, which has another source; src-filter in the VIP.',
    neighbours: {
      EXPECTATION_SOURCE_MISMATCH: 'the same at a pinhole: it admits one source only',
      VIP_PORT_NOT_FORWARDED: 'the source is the same, the port is not covered',
    },
    fix: withNames((names) => [
      '# The list replaces the old one: name every source. Or pin the client’s way out to one address.',
      entryFor(names, 'firewall vip', names.vip, 'set src-filter "<source>" "<second-source>"'),
    ]),
    source: 'Fortinet KB 355966',
  },
];
