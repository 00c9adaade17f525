import { describe, expect, it } from '@jest/globals';

import { chooseOffer, type Candidate } from '../src/correlate/joins/best-offer.js';
import type { Connection, ControlSession, Join, Offer } from '../src/correlate/model/timeline.js';
import type { Moment } from '../src/correlate/model/moment.js';

const moment = (order: number, capture: object): Moment => ({ order, capture }) as unknown as Moment;
const HERE = {};
const at = (order: number): Moment => moment(order, HERE);
/** In another capture, whose clock nobody knows. */
const elsewhere = (order: number): Moment => moment(order, { elsewhere: true });

interface Told {
  rank?: number;
  of?: ControlSession;
  codes?: number[];
  taken?: boolean;
  next?: number;
  left?: number;
}

const session = (near: number[] = [], far: number[] = []): ControlSession =>
  ({ connection: { near: { ends: near.map(at) }, far: { ends: far.map(at) } } }) as unknown as ControlSession;
const ONE = session();
const JOIN: Join = { by: 'tuple', confidence: 'proven' };

function offer(id: string, offered: number | null, told: Told = {}): Candidate {
  const { rank = 1, of = ONE, codes = [], taken = false, next, left } = told;
  const made = {
    id,
    control: of,
    offered: offered === null ? null : at(offered),
    flow: taken ? {} : null,
    replies: codes.map((code) => ({ ...at(0), code })),
    next: next === undefined ? null : { offered: at(next) },
    leftBehindBy: left === undefined ? null : at(left),
  };
  return { offer: made as unknown as Offer, join: JOIN, rank };
}

const connection = (syns: Moment[], synAcks: Moment[] = []): Connection => {
  const near = { syns, synAcks, initiatorAcks: [], initiatorData: [], responderData: [], ends: [] };
  return { near } as unknown as Connection;
};
const chosen = (candidates: Candidate[], of = connection([at(30)])): string | undefined =>
  chooseOffer(candidates, of)?.offer.id;

describe('which offer a data connection is made for', () => {
  it('is that of the firmest join', () => {
    expect(chosen([offer('firm', 10, { rank: 2 }), offer('loose', 20)])).toBe('firm');
    expect(chosen([])).toBeUndefined();
  });

  it('is the latest one, in whichever order they are read, of those that were made before it', () => {
    expect(chosen([offer('b', 20), offer('c', 40), offer('a', 10)])).toBe('b');
    expect(chosen([offer('c', 40), offer('b', 35)])).toBe('c');
  });

  it('goes by the last try to connect, or else by the first sign of the connection', () => {
    const offers = [offer('a', 10), offer('b', 25)];
    expect(chosen(offers, connection([20, 22, 30].map(at)))).toBe('b');
    expect(chosen(offers, connection([20, 22].map(at)))).toBe('a');
    expect(chosen(offers, connection([], [at(20)]))).toBe('a');
    expect(chosen(offers, connection([]))).toBe('b');
  });

  it('is the latest one whatever was transferred, where the order is known', () => {
    expect(chosen([offer('ran', 10, { codes: [150, 226] }), offer('latest', 20)])).toBe('latest');
  });

  it('is an implied offer, too', () => {
    expect(chosen([offer('implied', null)])).toBe('implied');
    expect(chosen([offer('implied', null), offer('told', 40)])).toBe('implied');
    expect(chosen([offer('ran', 10, { codes: [226] }), offer('implied', null)])).toBe('ran');
  });

  it.each([
    ['that ran', [150], 'a'],
    ['that somebody wanted', [425], 'a'],
    ['that nobody used', [227], 'b'],
  ])('is, where no clock tells the order, the first one %s', (_, codes, expected) => {
    const syn = connection([elsewhere(1)]);
    expect(chosen([offer('a', 10, { codes }), offer('b', 20)], syn)).toBe(expected);
    expect(chosen([offer('a', 10, { codes, taken: true }), offer('b', 20)], syn)).toBe('b');
    expect(chosen([offer('a', 10, { codes }), offer('b', 20)], connection([]))).toBe(expected);
  });

  it('is rather one that ran than one that was wanted', () => {
    const offers = [
      offer('wanted', 10, { codes: [426] }),
      offer('ran', 20, { codes: [226] }),
      offer('c', 30),
    ];
    expect(chosen(offers, connection([elsewhere(1)]))).toBe('ran');
  });
});

describe('an endpoint that several sessions were offered', () => {
  const pick = (candidates: Candidate[]): string => {
    const best = chooseOffer(candidates, connection([at(30)]));
    return `${best?.offer.id} ${best?.join.by} ${best?.join.confidence}`;
  };
  const other = session();

  it('belongs to the latest of them, perhaps', () => {
    expect(pick([offer('a', 10), offer('b', 20, { of: other })])).toBe('b time possible');
  });

  it('is told by an EXP id, and by nothing else', () => {
    const exp = [offer('a', 10, { rank: 3 }), offer('b', 20, { of: other, rank: 3 })];
    expect(pick(exp)).toBe('b tuple proven');
    expect(pick([offer('a', 10, { rank: 2 }), offer('b', 20, { of: other, rank: 2 })])).toBe(
      'b time possible',
    );
    expect(pick([offer('a', 10), offer('b', 20)])).toBe('b tuple proven');
  });

  it.each<[string, Told]>([
    ['had ended on the near side', { of: session([25]) }],
    ['had ended on the far side', { of: session([], [25]) }],
    ['had made another offer', { of: other, next: 25 }],
    ['had asked for another one', { of: other, left: 25 }],
    ['had its connection', { of: other, taken: true }],
  ])('is not that of a session that %s', (_, told) => {
    expect(pick([offer('a', 10), offer('b', 20, told)])).toBe('a time likely');
  });

  it('is that of the session that wanted it', () => {
    expect(pick([offer('a', 10, { codes: [425] }), offer('b', 20, { of: other })])).toBe('a time likely');
  });

  it.each<[string, Told]>([
    ['ended later', { of: session([31], [32]) }],
    ['made another offer later', { of: other, next: 31 }],
    ['asked for another one later', { of: other, left: 31 }],
  ])('may be that of a session that %s', (_, told) => {
    expect(pick([offer('a', 10), offer('b', 20, told)])).toBe('b time possible');
  });

  it('may be any of theirs where nothing shows when the connection began, or who was offered it', () => {
    const ended = [offer('a', 10, { of: session([25]) }), offer('b', 20)];
    expect(chosen(ended, connection([]))).toBe('b');
    const unknown = null as unknown as ControlSession;
    expect(pick([offer('a', 10, { of: unknown }), offer('b', 20)])).toBe('b time possible');
  });

  it('may be any of theirs where all had ended', () => {
    expect(pick([offer('a', 10, { of: session([12, 31]) }), offer('b', 20, { of: session([25]) })])).toBe(
      'b time possible',
    );
  });
});
