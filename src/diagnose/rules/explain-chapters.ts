import type { Stage } from '../../document.js';
import type { Explanation } from '../../explanation.js';
import type { Cause } from '../cause.js';

/** A chapter of `fgtrace explain --list`. */
interface Chapter {
  readonly title: string;
  /** The codes in the order in which they are listed, the most frequent first. */
  readonly codes: string;
  /** A code that is in no chapter is listed at the end of the chapter for its verdict, or else for its stage. */
  readonly verdict?: Explanation['verdict'];
  readonly stages?: readonly Stage[];
}

const CHAPTERS: readonly Chapter[] = [
  {
    title: 'It works',
    verdict: 'worked',
    codes: `
      CONTROL_OPENED PINHOLE_WORKED DATA_CONNECTION_OPENED STATIC_FORWARD_USED ACTIVE_PINHOLE_WORKED
      HELPER_PINHOLE_WORKED CCC_CLEARED TRANSFER_OK_DATA_UNSEEN`,
  },
  {
    title: 'No pinhole is made',
    stages: ['expectation'],
    codes: `
      PINHOLE_NOT_OPENED CONTROL_OPAQUE_FLOW_MODE CONTROL_OPAQUE_NO_DEEP_INSPECTION
      EXPLICIT_FTPS_NOT_REDIRECTED FTP_PORT_NOT_MAPPED FTPS_PORT_NOT_MAPPED FTP_PROXY_DISABLED
      IMPLICIT_FTPS_UNSUPPORTED FTPS_RELEASE_TOO_OLD WAD_BYPASS EXPECTATION_OPEN_FAILED WRONG_VDOM
      HELPER_NOT_ON_PORT HELPER_MISSING HELPER_BLIND_AFTER_AUTH OFFER_UNREADABLE OFFER_REFUSED`,
  },
  {
    title: 'The offer itself',
    stages: ['offer'],
    codes: `
      PASV_PRIVATE_ADDRESS_LEAKED PASV_MASQUERADE_MISMATCH MASQUERADE_DEFEATS_REWRITE OFFER_FOREIGN_ADDRESS
      CLIENT_BEHIND_OTHER_NAT OFFER_ABANDONED OFFER_SUPERSEDED OFFER_PORT_REUSED ACTIVE_LOW_PORT
      EPSV_NOT_TRACKED EPSV_ALL EPRT_FAMILY_REFUSED NAT64_FAMILY_MISMATCH IPV6_NOT_INSPECTED
      PASV_PORT_OUTSIDE_RANGE VIP_PORT_NOT_FORWARDED VIP_PORT_TRANSLATED VIP_ONE_TO_ONE
      POLICY_SERVICE_EXTERNAL_PORT VIP_SRC_FILTER_EXCLUDES`,
  },
  {
    title: 'Time and ownership',
    codes: `
      EXPECTATION_EXPIRED SYN_BEFORE_EXPECTATION EXPECTATION_SOURCE_MISMATCH EXPECTATION_TAKEN_BY_OTHER
      SHARED_NAT_AMBIGUOUS EXPECTATION_USED_TWICE CONTROL_CLOSED_BEFORE_DATA CONTROL_IDLE_TIMEOUT
      HA_FAILOVER_LOST_PINHOLE SESSIONS_CLEARED`,
  },
  {
    title: 'The data SYN and its path',
    stages: ['syn', 'admission', 'nat', 'clientLeg', 'serverLeg'],
    codes: `
      DATA_SYN_NOT_SEEN POLICY_DENY LOCAL_IN_DENY RPF_DROP NO_ROUTE ASYMMETRIC_ROUTE WRONG_INTERFACE
      SNAT_DIFFERS ACTIVE_SERVER_SYN_NOT_SEEN ACTIVE_SOURCE_PORT HALF_OPEN_TIMEOUT PROXY_CLIENT_NEVER_USED
      NOT_FORWARDED ARP_UNRESOLVED SERVER_NO_ANSWER SERVER_RST ICMP_UNREACHABLE CLIENT_NO_ACK PROXY_SERVER_LEG_FAILED
      ACTIVE_CLIENT_NO_ANSWER ACTIVE_CLIENT_REFUSED ACTIVE_SERVER_NO_ACK SERVER_PEER_CHECK MTU_BLACKHOLE`,
  },
  {
    title: 'Inspection, TLS and replies',
    stages: ['control', 'transfer'],
    codes: `
      TLS_CONTROL_FAILED TLS_CERT_REJECTED TLS_SERVER_CERT_BLOCKED TLS_CLIENT_CERT TLS_SESSION_REUSE_REQUIRED
      TLS_DATA_FAILED PROT_MISMATCH PROT_C_DATA_PLAIN TLS_TRUNCATED CCC_REFUSED DATA_CONNECTION_RESET
      IPS_BLOCK AV_BLOCK FILE_BLOCK_OR_OVERSIZE CONTROL_NEVER_OPENED LOGIN_FAILED REPLY_425 REPLY_426
      TRANSFER_ABORTED REPLY_150_WITHOUT_226 REPLY_550 REPLY_421 ANTIVIRUS_HOLD REPLY_450 REPLY_451 REPLY_452
      REPLY_500 REPLY_501 REPLY_502 REPLY_503 REPLY_504 REPLY_530 REPLY_532 REPLY_551 REPLY_552 REPLY_553`,
  },
  {
    title: 'What the capture cannot show',
    verdict: 'inconclusive',
    codes: `
      NPU_OFFLOAD_HIDES_PACKETS CAPTURE_FILTER_TOO_NARROW CAPTURE_TOO_SHORT TRACE_COUNT_USED_UP
      DATA_SYN_UNEXPLAINED TRAFFIC_DROPPED CLOCKS_DO_NOT_JOIN LOG_DAMAGED INSUFFICIENT_EVIDENCE PREREQUISITES_MET`,
  },
];

export interface Section {
  readonly title: string;
  readonly causes: readonly Cause[];
}

/** The causes by chapter, in the order in which they are listed. */
export function inSections(causes: readonly Cause[]): Section[] {
  const byCode = new Map(causes.map((cause) => [cause.code, cause]));
  const listed = CHAPTERS.map(({ codes }) => codes.trim().split(/\s+/));
  const known = new Set(listed.flat());
  const others = causes.filter(({ code }) => !known.has(code));
  return CHAPTERS.map((chapter, at) => ({
    title: chapter.title,
    causes: [
      ...(listed[at] ?? []).flatMap((code) => byCode.get(code) ?? []),
      ...others.filter((cause) => chapterOf(cause) === chapter),
    ],
  }));
}

function chapterOf({ stage, verdict }: Cause): Chapter | undefined {
  return (
    CHAPTERS.find((chapter) => chapter.verdict === verdict) ??
    CHAPTERS.find(({ stages }) => stages?.includes(stage))
  );
}
