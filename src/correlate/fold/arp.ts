import type { SnifferPacket } from '../../events/sniffer.js';
import { own } from '../../intern.js';
import type { Captures } from './captures.js';
import type { Moment } from '../model/moment.js';

/** Addresses remembered; further ones are ignored. */
const MAX_ADDRESSES = 4000;
/** Prints kept of each question: more would say the same. */
const MAX_PRINTS_PER_QUESTION = 6;

const QUESTION = /^arp who-has ([\d.]+) (?:\(\S+\) )?tell ([\d.]+)/;
const REPLY = /^arp reply ([\d.]+) is-at /;

export interface ArpTable {
  readonly event: (packet: SnifferPacket) => void;
  /** What the unit asked for and nobody was ever seen to answer to. */
  readonly unanswered: () => ReadonlyMap<string, readonly Moment[]>;
  readonly count: () => number;
}

/** The unit asks for a next hop before it can send there: without an answer its packets never leave. */
export function createArpTable(captures: Captures): ArpTable {
  const asked = new Map<string, Moment[]>();
  const alive = new Set<string>();

  const question = (packet: SnifferPacket, target: string): void => {
    const prints = asked.get(target);
    if (prints === undefined) {
      if (asked.size < MAX_ADDRESSES) asked.set(own(target), [captures.keepMoment(packet)]);
    } else if (prints.length < MAX_PRINTS_PER_QUESTION) prints.push(captures.keepMoment(packet));
  };
  return {
    event(packet) {
      const { text, direction } = packet;
      if (!text.startsWith('arp ')) return;
      const [, target, sender] = QUESTION.exec(text) ?? [];
      // Where the direction is not printed nobody can tell the unit's own question from another's.
      if (direction === 'out' && target !== undefined) question(packet, target);
      const speaker = direction === 'out' ? undefined : (sender ?? REPLY.exec(text)?.[1]);
      if (speaker !== undefined && alive.size < MAX_ADDRESSES) alive.add(own(speaker));
    },
    unanswered: () => new Map([...asked].filter(([target]) => !alive.has(target))),
    count: () => [...asked.values()].reduce((sum, { length }) => sum + length, 0),
  };
}
