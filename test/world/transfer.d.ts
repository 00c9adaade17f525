import { type Dialog } from './control.js';
import { type Plan } from './offer.js';
/** One offer from its command to the reply that closes the transfer. */
export declare function transfer(dialog: Dialog, plan: Plan): void;
