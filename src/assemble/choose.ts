import type { DataFlow, Expectation, Part } from '../correlate/model/timeline.js';
import type { JudgedPart } from '../diagnose/diagnose.js';
import type { Judged } from '../diagnose/judge-offer.js';
import type { Choice, PointInTime, TimeRange } from './choice.js';
import { addressesOf, hasPort, offerEndpoints, sessionEndpoints } from './endpoints.js';
import { lifeOfOffer, lifeOfSession } from './life-span.js';

type JudgedSession = JudgedPart['controls'][number];

/** A part of the timeline, and what was judged of it. */
export interface JudgedTimeline {
  readonly part: Part;
  readonly judged: JudgedPart;
}

interface Criterion {
  readonly session: (session: JudgedSession) => boolean;
  readonly offer: (offer: Judged) => boolean;
  /** What fits a session fits all its offers: they belong to its hosts. */
  readonly passesOn: boolean;
}

/**
 * What of a judged part is to be told: the offers that fit, their sessions, and sessions that fit by themselves. An
 * offer is told with its session even if the session alone would not fit: its words are on that control channel.
 */
export function choose({ part, judged }: JudgedTimeline, choice: Choice | undefined): JudgedTimeline {
  if (choice === undefined) return { part, judged };
  const criteria = criteriaOf(choice);
  const sessions = new Map(judged.controls.map((one) => [one.control, one]));
  const fits = (one: Judged): boolean => {
    const session = one.it.offer.control === null ? undefined : sessions.get(one.it.offer.control);
    return criteria.every(
      (it) => it.offer(one) || (it.passesOn && session !== undefined && it.session(session)),
    );
  };
  const offers = judged.offers.filter(fits);
  const fitting = judged.controls.filter((session) => criteria.every((it) => it.session(session)));
  const told = new Set([
    ...fitting.map(({ control }) => control),
    ...offers.map(({ it }) => it.offer.control),
  ]);
  const controls = judged.controls.filter(({ control }) => told.has(control));
  const findings = [
    ...controls.flatMap((one) => one.judged.findings),
    ...offers.flatMap((one) => one.findings),
  ];
  return { part: partOf(part, controls, offers, fitting), judged: { controls, offers, findings } };
}

/** Pinholes and data flows go with their offer. Those without one go with a session that fits by itself. */
function partOf(
  part: Part,
  controls: readonly JudgedSession[],
  offers: readonly Judged[],
  fitting: readonly JudgedSession[],
): Part {
  const ofOffers = new Set(offers.map(({ it }) => it.offer));
  const ofSessions = new Set(fitting.map(({ control }) => control));
  const belongs = ({ offer, control }: Expectation | DataFlow): boolean =>
    offer === null ? control !== null && ofSessions.has(control) : ofOffers.has(offer);
  const pinholes = new Set(offers.map(({ it }) => it.offer.expectation));
  const expectations = part.expectations.filter((one) => belongs(one) || pinholes.has(one));
  // A pinhole may be taken by another connection than its own, and the rows name it.
  const named = new Set([
    ...offers.map(({ it }) => it.flow),
    ...expectations.map(({ claimedBy }) => claimedBy),
  ]);
  return {
    controls: controls.map(({ control }) => control),
    offers: offers.map(({ it }) => it.offer),
    expectations,
    flows: part.flows.filter((one) => belongs(one) || named.has(one)),
  };
}

function criteriaOf(choice: Choice): Criterion[] {
  const { session, offer, host, port, verdict, code, since, until } = choice;
  const criteria: Criterion[] = [];
  if (session)
    criteria.push({ session: ({ control }) => session.has(control.id), offer: never, passesOn: true });
  if (offer) criteria.push({ session: never, offer: ({ it }) => offer.has(it.offer.id), passesOn: false });
  if (host) criteria.push(byEndpoint((ends) => addressesOf(ends).some(host)));
  if (port) criteria.push(byEndpoint((ends) => ends.some((end) => hasPort(end, port))));
  if (verdict) criteria.push(byVerdict(verdict));
  if (code) criteria.push(byCode(code));
  if (since ?? until) criteria.push(byTime(since, until));
  return criteria;
}

const never = (): boolean => false;

function byEndpoint(fits: (ends: readonly string[]) => boolean): Criterion {
  return {
    session: ({ control }) => fits(sessionEndpoints(control)),
    offer: ({ it }) => fits(offerEndpoints(it.offer, it.flow)),
    passesOn: true,
  };
}

/** A session with offers is told by theirs: that its control connection opened says nothing about them. */
function byVerdict(wanted: NonNullable<Choice['verdict']>): Criterion {
  return {
    session: ({ control, judged: { verdict } }) =>
      wanted.has(verdict) && (verdict === 'failed' || control.offers.length === 0),
    offer: ({ verdict }) => wanted.has(verdict),
    passesOn: false,
  };
}

function byCode(wanted: ReadonlySet<string>): Criterion {
  const has = ({ code, findings }: Pick<Judged, 'code' | 'findings'>): boolean =>
    wanted.has(code) || findings.some((finding) => wanted.has(finding.code));
  return { session: ({ judged }) => has(judged), offer: has, passesOn: false };
}

/** What no clock tells the time of fits no time. */
function byTime(since: PointInTime | undefined, until: PointInTime | undefined): Criterion {
  const from = onClock(since, -Infinity);
  const to = onClock(until, Infinity);
  const overlaps = (life: TimeRange | null): boolean => life !== null && life.to > from && life.from <= to;
  return {
    session: ({ control }) => overlaps(lifeOfSession(control)),
    offer: ({ it }) => overlaps(lifeOfOffer(it.offer, it.flow)),
    passesOn: false,
  };
}

function onClock(point: PointInTime | undefined, otherwise: number): number {
  if (point === undefined) return otherwise;
  return 'at' in point ? point.at : NaN;
}
