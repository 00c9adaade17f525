import type { Remark } from '../../remark.js';
import { cccCleared } from './ccc-cleared.js';
import { expectationUsedTwice } from './expectation-used-twice.js';
import { npuOffloadHidesPackets } from './npu-offload-hides-packets.js';
import { protCDataPlain } from './prot-c-data-plain.js';
import { cccRefusedBefore, offerRefusedBefore } from './refused-before.js';
import { sharedNatAmbiguous } from './shared-nat-ambiguous.js';
import { synBeforeExpectation } from './syn-before-expectation.js';
import { tlsTruncated } from './tls-truncated.js';
import { transferAborted } from './transfer-aborted.js';

/** In the order of the stages that they are about. */
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
