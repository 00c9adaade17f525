import type { Rule } from '../rule.js';
import { activePinholeWorked } from './active-pinhole-worked.js';
import { dataConnectionOpened } from './data-connection-opened.js';
import { dataConnectionReset } from './data-connection-reset.js';
import { expectationOpenFailed } from './expectation-open-failed.js';
import { helperPinholeWorked } from './helper-pinhole-worked.js';
import { localInDeny } from './local-in-deny.js';
import { offerAbandoned } from './offer-abandoned.js';
import { pinholeNotOpened } from './pinhole-not-opened.js';
import { pinholeWorked } from './pinhole-worked.js';
import { policyDeny } from './policy-deny.js';
import { proxyClientNeverUsed } from './proxy-client-never-used.js';
import { proxyServerLegFailed } from './proxy-server-leg-failed.js';
import { replyFailed } from './reply-failed.js';
import { serverNoAnswer } from './server-no-answer.js';
import { serverRst } from './server-rst.js';
import { staticForwardUsed } from './static-forward-used.js';
import { transferOkDataUnseen } from './transfer-ok-data-unseen.js';

/** In the order of the stages that they break; of two that break the same stage the more exact one stands first. */
export const rules: readonly Rule[] = [
  expectationOpenFailed,
  pinholeNotOpened,
  localInDeny,
  policyDeny,
  serverRst,
  serverNoAnswer,
  proxyServerLegFailed,
  ...replyFailed,
  dataConnectionReset,
  pinholeWorked,
  activePinholeWorked,
  helperPinholeWorked,
  staticForwardUsed,
  dataConnectionOpened,
  transferOkDataUnseen,
  proxyClientNeverUsed,
  offerAbandoned,
];
