import type { Expectation, Offer } from '../../correlate/model/timeline.js';
import { addressOf, portOf, type Endpoint } from '../../net.js';
import { ownMark, type IsCited, type Mark } from './mark.js';

/** What the proxy says of the offer and its pinhole, and what a session list shows of them. */
export function unitMarks(offer: Offer, isCited: IsCited): Mark[] {
  const { offered, listens, expectation, expectationFreed, control, flow } = offer;
  const pinholes = new Set([
    expectation,
    ...(control?.expectations ?? []).filter(({ opened }) => isCited(opened)),
  ]);
  const listed = flow?.offloaded ?? null;
  return [
    ...(offered?.capture.source === 'wad' ? [ownMark(offered, 'wad', `offer read: ${offer.endpoint}`)] : []),
    ...listens.map((one) => ownMark(one, 'wad', 'WAD listens for it')),
    ...[...pinholes].flatMap((one) => (one === null ? [] : [pinholeMark(one)])),
    ...(expectationFreed === null ? [] : [ownMark(expectationFreed, 'wad', 'WAD frees the pinhole')]),
    ...(listed === null ? [] : [ownMark(listed.moment, 'listed', 'the network processor carries it')]),
    ...(control?.listed ?? [])
      .filter(({ moment }) => isCited(moment))
      .map(({ moment }) => ownMark(moment, 'listed', 'control session in the session list')),
  ];
}

function pinholeMark(expectation: Expectation): Mark {
  const { opened, listed, source, destination, mapped } = expectation;
  const isListed = listed !== null && listed.moment.line === opened.line;
  const tuple = `${destination} from ${shown(source)}${mapped === null || mapped === destination ? '' : `, mapped to ${mapped}`}`;
  return isListed
    ? ownMark(opened, 'listed', `pinhole listed ${tuple}`)
    : ownMark(opened, 'wad', `pinhole opened ${tuple}`);
}

/** Port 0 stands for any. */
const shown = (end: Endpoint): string => (portOf(end) === 0 ? addressOf(end) : end);
