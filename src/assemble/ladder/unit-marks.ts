import type { Expectation, Timeline } from '../../correlate/model/timeline.js';
import type { OfferCase } from '../../diagnose/cases/offer-case.js';
import { addressOf, portOf, type Endpoint } from '../../net.js';
import { atOf, CLIENT, INSIDE, OUTSIDE, ownMark, SERVER, type IsCited, type Mark } from './mark.js';

/** What the proxy says of the offer and its pinhole, and what a session list shows of them. */
export function unitMarks({ offer, passive, timeline }: OfferCase, isCited: IsCited): Mark[] {
  const { offered, listens, expectation, expectationFreed, control, flow } = offer;
  const pinholes = new Set([
    expectation,
    ...(control?.expectations ?? []).filter(({ opened }) => isCited(opened)),
  ]);
  const listed = flow?.offloaded ?? null;
  return [
    ...(offered?.capture.source === 'wad' ? [ownMark(offered, 'wad', `offer read ${offer.endpoint}`)] : []),
    ...listens.map((one) => ownMark(one, 'wad', 'WAD listens for it')),
    ...[...pinholes].flatMap((one) => (one === null ? [] : [pinholeMark(one)])),
    ...(expectationFreed === null ? [] : [ownMark(expectationFreed, 'wad', 'WAD frees the pinhole')]),
    ...(listed === null ? [] : [ownMark(listed.moment, 'listed', 'the network processor carries it')]),
    ...(control?.listed ?? [])
      .filter(({ moment }) => isCited(moment))
      .map(({ moment }) => ownMark(moment, 'listed', 'control session in the session list')),
    ...arpMarks(timeline, passive).filter(({ moment }) => isCited(moment)),
  ];
}

/** The unit asks where the host is that it has to reach, and nobody says. */
function arpMarks({ arp }: Timeline, passive: boolean): Mark[] {
  const way = passive ? ([INSIDE, SERVER] as const) : ([OUTSIDE, CLIENT] as const);
  return [...arp].flatMap(([host, asked]) =>
    asked.map((moment) => ({
      ...{ moment, at: atOf(moment), way, kind: 'packet' as const, label: `ARP: who has ${host}?` },
    })),
  );
}

function pinholeMark(expectation: Expectation): Mark {
  const { opened, listed, source, destination, mapped } = expectation;
  const isListed = listed !== null && listed.moment.line === opened.line;
  const behind = mapped === null || mapped === destination ? '' : `, mapped to ${mapped}`;
  const told = (done: string): string => `pinhole to ${destination} ${done} for ${shown(source)}${behind}`;
  return isListed ? ownMark(opened, 'listed', told('listed')) : ownMark(opened, 'wad', told('opened'));
}

/** Port 0 stands for any. */
const shown = (end: Endpoint): string => (portOf(end) === 0 ? addressOf(end) : end);
