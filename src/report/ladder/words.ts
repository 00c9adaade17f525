import type { Ladder, Lane, LadderStep } from '../../ladder.js';

/** What a step is called, with its count. */
export const labelOf = ({ label, count }: LadderStep): string => (count > 1 ? `${label} (${count}x)` : label);

/** What stands below a lane's name: its address, its interface, and that nobody captured it. */
export const laneWords = ({ endpoint, interface: name, captured }: Lane): string[] => [
  ...(endpoint === null ? [] : [endpoint]),
  ...(name === null ? [] : [name]),
  ...(captured ? [] : ['not captured']),
];

export const titleOf = ({ offer }: Ladder): string => `Ladder of offer ${offer}`;

export const deltaWords = (since: string): string => (since === '' ? '' : `${since} s `);
