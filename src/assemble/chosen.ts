import { printedTime } from '../events/rfc3339.js';
import type { Capture } from '../correlate/model/moment.js';
import type { Timeline } from '../correlate/model/timeline.js';
import { criteriaInWords, type Chosen } from '../document.js';
import type { Choice, PointInTime } from './choice.js';
import type { JudgedTimeline } from './choose.js';
import type { Brief } from './detail-limit.js';
import { spanOfCaptures } from './life-span.js';
import type { Seen } from './spooled-rows.js';

/** What the report says of the choice. */
export function chosenOf({ by, since, until }: Choice, of: Seen): Chosen {
  return { by, since: printed(since), until: printed(until), of };
}

function printed(point: PointInTime | undefined): string | null {
  return point !== undefined && 'at' in point && !Number.isNaN(point.at) ? printedTime(point.at) : null;
}

/** A sentence for a report without any finding. */
export function nothingToTell(choice: Choice | undefined, seen: Seen, isEmpty: boolean): string {
  if (choice === undefined) return 'Nothing in the capture shows an FTP data connection.';
  if (!isEmpty) return 'Nothing of what was chosen shows an FTP data connection.';
  const { controlSessions, offers } = seen;
  const of = `${controlSessions} control session${controlSessions === 1 ? '' : 's'} and ${offers} offer${offers === 1 ? '' : 's'}`;
  return `Nothing was chosen: of ${of} none fits ${criteriaInWords(choice)}.`;
}

/** From when to when the captures go, where a time was asked for and nothing fits. */
export function whenCaptured({ since, until }: Choice, captures: readonly Capture[]): string[] {
  if ((since ?? until) === undefined) return [];
  const span = spanOfCaptures(captures);
  const [from, to] = span === null ? [null, null] : [printedTime(span.from), printedTime(span.to)];
  return from === null || to === null
    ? ['No capture says date and time.']
    : [`The captures go from ${from} to ${to}.`];
}

/** Of the chosen sessions' words, those about other offers are left out like those of offers told in brief. */
export function withoutUnchosen(brief: Brief, timeline: Timeline, { part }: JudgedTimeline): Brief {
  const chosen = new Set(part.offers);
  const others = timeline.offers.filter((offer) => !chosen.has(offer));
  return others.length === 0 ? brief : { ...brief, offers: new Set([...brief.offers, ...others]) };
}
