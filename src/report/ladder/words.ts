import type { Ladder, Lane, LadderStep } from '../../ladder.js';

/** What a step is called, with its count. */
export const labelOf = ({ label, count }: LadderStep): string => (count > 1 ? `${count}x ${label}` : label);

/** What stands below a lane's name: its address, its interface, and that nobody captured it. */
export const laneWords = ({ endpoint, interface: name, captured }: Lane): string[] => [
  ...(endpoint === null ? [] : [endpoint]),
  ...(name === null ? [] : [name]),
  ...(captured ? [] : ['not captured']),
];

/** `client 10.217.6.81, unit outside vlan-120 as 10.217.6.79, unit inside srv.30, server 10.134.7.214 (not captured)` */
export const legend = (lanes: readonly Lane[]): string => lanes.map(inWords).join(', ');

function inWords({ name, endpoint, interface: port, captured }: Lane): string {
  const isHost = name === 'client' || name === 'server';
  const known = isHost ? [endpoint] : ['as', endpoint];
  return [
    name,
    ...(port === null ? [] : [port]),
    ...(endpoint === null ? [] : known),
    ...(captured ? [] : ['(not captured)']),
  ].join(' ');
}

export const titleOf = ({ offer }: Ladder): string => `Ladder of offer ${offer}`;
