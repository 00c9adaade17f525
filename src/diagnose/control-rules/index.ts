import type { ControlRule } from '../control-case.js';
import { controlNeverOpened } from './control-never-opened.js';
import { pinholeNotOpened } from './pinhole-not-opened.js';

/** In the order of decision: did it open, could it be read, did it log in. The first that applies is the cause. */
export const controlRules: readonly ControlRule[] = [controlNeverOpened, pinholeNotOpened];
