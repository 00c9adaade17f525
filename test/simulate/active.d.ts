import type { Control } from './control.js';
import type { ActiveFault } from './faults.js';
import type { Told } from './passive.js';
import { type Scene } from './scene.js';
import type { Command, TransferOptions } from './types.js';
export declare function activeTransfer(scene: Scene, control: Control, at: number, command: Command, fault: ActiveFault, options: TransferOptions): Told;
