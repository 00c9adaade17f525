import type { Cause } from '../cause.js';
import { withNames, noFix, globalSettings, policyFor } from '../wording/named-fixes.js';

export const ownership: readonly Cause[] = [
  {
    code: 'EXPECTATION_EXPIRED',
    stage: 'syn',
    verdict: 'failed',
    grade: 'B',
    title: 'the client came after the pinhole’s life',
    mechanism:
      'An unused expectation session lives for about 30 seconds. The data SYN came later, and nothing was waiting any more. Some live on until their control session ends, so age alone proves nothing.',
    evidence:
      'A data SYN 30 s or more after the expectation, without an EXP line, and denied; or a listing that no longer has it.',
    neighbours: {
      PINHOLE_WORKED: 'a late SYN with an EXP line: it was still there',
      SYN_BEFORE_EXPECTATION: 'too early instead of too late',
      SESSIONS_CLEARED: 'somebody cleared it before its time',
    },
    fix: withNames(() => [
      '# The life is fixed. Let the client send its transfer command right after PASV or EPSV.',
    ]),
    source: 'Fortinet KB 189938, 223190',
  },
  {
    code: 'SYN_BEFORE_EXPECTATION',
    stage: 'admission',
    verdict: 'remark',
    grade: 'B',
    title: 'the data SYN was faster than the pinhole',
    mechanism:
      'The first SYN arrived before the expectation was installed and was denied. Its retransmission, one or three seconds later, went through.',
    evidence: 'A denied SYN, then one with the same sequence number and an EXP line.',
    neighbours: {
      EXPECTATION_EXPIRED: 'the SYN came long after the expectation',
      POLICY_DENY: 'the retransmission was denied as well',
    },
    fix: withNames(() => [
      '# Nothing has to change while the second SYN works; it costs each transfer a second or more.',
    ]),
    source: 'Fortinet KB 189531 (order of the lines)',
  },
  {
    code: 'EXPECTATION_SOURCE_MISMATCH',
    stage: 'syn',
    verdict: 'failed',
    grade: 'A',
    title: 'the data connection came from another address',
    mechanism:
      'A pinhole admits one source address: that of the control session. The client left through another line, a pool of addresses or another proxy, and was not let in.',
    evidence:
      'A SYN to the expected endpoint from another source than the expectation names, and no EXP line.',
    neighbours: {
      VIP_SRC_FILTER_EXCLUDES: 'the same at a VIP with a source filter',
      SERVER_PEER_CHECK: 'the unit let it in and the server minded',
    },
    fix: withNames(() => [
      '# On the client’s side: one way out for control and data (SD-WAN rule, sticky NAT pool).',
      '# pasv_promiscuous=YES in vsftpd ends the server’s own check only, not the one of the unit.',
    ]),
    source: 'Fortinet KB 189531 (the tuple names one source); vsftpd',
  },
  {
    code: 'EXPECTATION_TAKEN_BY_OTHER',
    stage: 'admission',
    verdict: 'failed',
    grade: 'B',
    title: 'somebody else used the pinhole first',
    mechanism:
      'A pinhole is used once. Behind the same NAT address another client or a scanner dialled the endpoint first, and the right client found it gone.',
    evidence:
      'An EXP line for a SYN that does not continue this session, then a denied SYN of the right client.',
    neighbours: {
      EXPECTATION_USED_TWICE: 'both SYNs are of the same client',
      SHARED_NAT_AMBIGUOUS: 'it cannot be told whose SYN it was',
    },
    fix: withNames(() => [
      '# There is no switch against it. TLS session reuse on the server makes it harmless: the stranger gets no data. vsftpd (some clients fail with it):',
      'require_ssl_reuse=YES',
    ]),
    source: 'RFC 2577; FileZilla',
  },
  {
    code: 'SHARED_NAT_AMBIGUOUS',
    stage: 'admission',
    verdict: 'inconclusive',
    grade: 'A',
    title: 'several clients share one address',
    mechanism:
      'More than one control session comes from this address. Pairing by address and time then fits several offers, and only the id in the EXP line decides.',
    evidence: 'Two live offers that fit the SYN, and no EXP line with an id.',
    neighbours: { EXPECTATION_TAKEN_BY_OTHER: 'the id shows that it was the other one' },
    fix: withNames(() => [
      '# A flow trace names the control session in “Find an EXP session, id-…”:',
      'diagnose debug flow filter clear',
      'diagnose debug flow filter addr <client>',
      'diagnose debug flow show function-name enable',
      'diagnose debug flow trace start 10000',
      'diagnose debug enable',
    ]),
    source: 'Fortinet KB 189531',
  },
  {
    code: 'EXPECTATION_USED_TWICE',
    stage: 'admission',
    verdict: 'failed',
    grade: 'B',
    title: 'two connections on one offer',
    mechanism:
      'The client opened a second data connection to an offer that was already used, as download accelerators do.',
    evidence: 'A second SYN to the same endpoint from another source port, and denied.',
    neighbours: {
      EXPECTATION_TAKEN_BY_OTHER: 'the first connection was of somebody else',
      SYN_BEFORE_EXPECTATION: 'the same source port and sequence number: a retransmission',
    },
    fix: withNames(() => [
      '# In the client: one PASV or EPSV for each connection, or no segmented download.',
    ]),
    source: 'RFC 959',
  },
  {
    code: 'CONTROL_CLOSED_BEFORE_DATA',
    stage: 'syn',
    verdict: 'failed',
    grade: 'B',
    title: 'the control session ended first',
    mechanism:
      'A pinhole ends with its control session. That one was closed or reset before the data connection came.',
    evidence: 'FIN, RST or the timeout of the control session before the data SYN.',
    neighbours: {
      EXPECTATION_EXPIRED: 'the control session was still there',
      REPLY_421: 'the server closed it and said so',
    },
    fix: withNames(() => ['# In the client: keep the control connection open until 226.']),
    source: 'Fortinet KB 223190',
  },
  {
    code: 'CONTROL_IDLE_TIMEOUT',
    stage: 'transfer',
    verdict: 'failed',
    grade: 'A',
    title: 'the silent control session timed out',
    mechanism:
      'The control connection is silent during a long transfer. After the session time-to-live (3600 s by default) the unit forgets it, the transfer ends, and the final reply no longer passes.',
    evidence:
      'A data connection that closes normally, a control connection silent for longer than its time-to-live, then “no session matched” on its next packet.',
    neighbours: {
      REPLY_150_WITHOUT_226: 'the silence was shorter',
      ANTIVIRUS_HOLD: 'the data itself stood still',
    },
    fix: withNames((names) => [
      '# Least change: keep-alive (NOOP or TCP) in the client. On the unit, idle sessions then stay for longer:',
      policyFor(names, 'set session-ttl 14400'),
    ]),
    source: 'Fortinet knowledge base (session-ttl); RFC 1123',
  },
  {
    code: 'HA_FAILOVER_LOST_PINHOLE',
    stage: 'admission',
    verdict: 'failed',
    grade: 'A',
    title: 'the pinhole was lost in a failover',
    mechanism:
      'A cluster does not synchronise expectation sessions by default. The new primary did not know the pinhole.',
    evidence: 'A failover event between the offer and the data SYN.',
    neighbours: { SESSIONS_CLEARED: 'an administrator did it' },
    fix: withNames(() => [
      '# More synchronisation traffic between the members.',
      globalSettings('system ha', 'set session-pickup enable', 'set session-pickup-expectation enable'),
    ]),
    source: 'FortiOS handbook 6.0 (high availability)',
  },
  {
    code: 'SESSIONS_CLEARED',
    stage: 'admission',
    verdict: 'failed',
    grade: 'A',
    title: 'somebody cleared the sessions',
    mechanism: '“diagnose sys session clear” also removes the expectation sessions that its filter fits.',
    evidence: 'That command in the log between the offer and the data SYN.',
    neighbours: { EXPECTATION_EXPIRED: 'nobody cleared, and 30 s had passed' },
    fix: noFix,
    source: 'Fortinet KB 223190',
  },
];
