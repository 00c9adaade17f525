import type { Remark } from './remark.js';
import { cccCleared } from './remarks/ccc-cleared.js';
import { expectationUsedTwice } from './remarks/expectation-used-twice.js';
import { npuOffloadHidesPackets } from './remarks/npu-offload-hides-packets.js';
import { protCDataPlain } from './remarks/prot-c-data-plain.js';
import { cccRefusedBefore, offerRefusedBefore } from './remarks/refused-before.js';
import { sharedNatAmbiguous } from './remarks/shared-nat-ambiguous.js';
import { synBeforeExpectation } from './remarks/syn-before-expectation.js';
import { tlsTruncated } from './remarks/tls-truncated.js';
import { transferAborted } from './remarks/transfer-aborted.js';

/** In the order of the stages that they speak of. */
export const remarks: readonly Remark[] = [
  cccCleared,
  cccRefusedBefore,
  offerRefusedBefore,
  protCDataPlain,
  sharedNatAmbiguous,
  synBeforeExpectation,
  expectationUsedTwice,
  npuOffloadHidesPackets,
  tlsTruncated,
  transferAborted,
];
