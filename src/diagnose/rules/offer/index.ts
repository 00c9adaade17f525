import { asRule, withoutCause } from '../../pinhole-cause.js';
import { lesserPinholeCauses, pinholeCauses } from '../missing-pinhole/index.js';
import type { Rule } from '../../rule.js';
import { activeClientNoAnswer } from './active-client-no-answer.js';
import { activeLowPort } from './active-low-port.js';
import { activePinholeWorked } from './active-pinhole-worked.js';
import { activeServerNoAck } from './active-server-no-ack.js';
import { activeSourcePort } from './active-source-port.js';
import { antivirusHold } from './antivirus-hold.js';
import { arpUnresolved } from './arp-unresolved.js';
import { asymmetricRoute } from './asymmetric-route.js';
import { avBlock } from './av-block.js';
import { clientBehindOtherNat } from './client-behind-other-nat.js';
import { clientNoAck } from './client-no-ack.js';
import { controlClosedBeforeData } from './control-closed-before-data.js';
import { dataConnectionOpened } from './data-connection-opened.js';
import { dataConnectionReset } from './data-connection-reset.js';
import { dataSynNotSeen } from './data-syn-not-seen.js';
import { dataSynDropped } from './data-syn-dropped.js';
import { expectationExpired } from './expectation-expired.js';
import { expectationOpenFailed } from './expectation-open-failed.js';
import { expectationSourceMismatch } from './expectation-source-mismatch.js';
import { expectationTakenByOther } from './expectation-taken-by-other.js';
import { fileBlockOrOversize } from './file-block-or-oversize.js';
import { helperPinholeWorked } from './helper-pinhole-worked.js';
import { icmpUnreachable } from './icmp-unreachable.js';
import { ipsBlock } from './ips-block.js';
import { localInDeny } from './local-in-deny.js';
import { masqueradeDefeatsRewrite } from './masquerade-defeats-rewrite.js';
import { mtuBlackhole } from './mtu-blackhole.js';
import { nat64FamilyMismatch } from './nat64-family-mismatch.js';
import { noRoute } from './no-route.js';
import {
  dataDropped,
  offerNotForwarded,
  synAckDropped,
  handshakeNotForwarded,
  synNotForwarded,
  transferNotForwarded,
} from './not-forwarded.js';
import { offerAbandoned } from './offer-abandoned.js';
import { offerForeignAddress } from './offer-foreign-address.js';
import { offerPortReused } from './offer-port-reused.js';
import { offerRefused } from './offer-refused.js';
import { offerSuperseded } from './offer-superseded.js';
import { pasvMasqueradeMismatch } from './pasv-masquerade-mismatch.js';
import { pasvPrivateAddressLeaked } from './pasv-private-address-leaked.js';
import { pinholeNotOpened } from './pinhole-not-opened.js';
import { pinholeWorked } from './pinhole-worked.js';
import { policyDeny } from './policy-deny.js';
import { protMismatch } from './prot-mismatch.js';
import { proxyClientNeverUsed } from './proxy-client-never-used.js';
import { proxyServerLegFailed } from './proxy-server-leg-failed.js';
import { reply150Without226 } from './reply-150-without-226.js';
import { replyFailed } from './reply-failed.js';
import { rpfDrop } from './rpf-drop.js';
import { serverNoAnswer } from './server-no-answer.js';
import { serverPeerCheck } from './server-peer-check.js';
import { serverRst } from './server-rst.js';
import { snatDiffers } from './snat-differs.js';
import { staticForwardUsed } from './static-forward-used.js';
import { tlsDataFailed } from './tls-data-failed.js';
import { tlsSessionReusePossible, tlsSessionReuseRequired } from './tls-session-reuse-required.js';
import { transferOkDataUnseen } from './transfer-ok-data-unseen.js';
import { vipPortTranslated } from './vip-port-translated.js';
import { wrongInterface } from './wrong-interface.js';
import { wrongVdom } from './wrong-vdom.js';

/** In the order of the stages that they break; for the same stage the more exact rule comes first. */
export const rules: readonly Rule[] = [
  // offer
  offerNotForwarded,
  activeLowPort,
  ...offerRefused,
  clientBehindOtherNat,
  pasvMasqueradeMismatch,
  offerForeignAddress,
  pasvPrivateAddressLeaked,
  // expectation
  nat64FamilyMismatch,
  expectationOpenFailed,
  masqueradeDefeatsRewrite,
  ...pinholeCauses.map(asRule),
  withoutCause(pinholeNotOpened, pinholeCauses),
  ...lesserPinholeCauses.map(asRule),
  // syn
  wrongVdom,
  expectationSourceMismatch,
  controlClosedBeforeData,
  expectationExpired,
  ...dataSynNotSeen,
  // admission
  rpfDrop,
  noRoute,
  dataSynDropped,
  activeSourcePort,
  wrongInterface,
  offerPortReused,
  expectationTakenByOther,
  localInDeny,
  policyDeny,
  synNotForwarded,
  vipPortTranslated,
  // the two legs
  handshakeNotForwarded,
  synAckDropped,
  clientNoAck,
  ...activeClientNoAnswer,
  activeServerNoAck,
  arpUnresolved,
  icmpUnreachable,
  asymmetricRoute,
  serverRst,
  serverNoAnswer,
  proxyServerLegFailed,
  // transfer
  snatDiffers,
  serverPeerCheck,
  tlsSessionReuseRequired,
  protMismatch,
  transferNotForwarded,
  dataDropped,
  mtuBlackhole,
  avBlock,
  fileBlockOrOversize,
  tlsDataFailed,
  ipsBlock,
  antivirusHold,
  ...replyFailed,
  dataConnectionReset,
  reply150Without226,
  tlsSessionReusePossible,
  // it works
  pinholeWorked,
  activePinholeWorked,
  helperPinholeWorked,
  staticForwardUsed,
  dataConnectionOpened,
  transferOkDataUnseen,
  // nobody came
  offerSuperseded,
  proxyClientNeverUsed,
  offerAbandoned,
];
