import { describe, expect, it } from '@jest/globals';

import type { Capture, Moment } from '../src/correlate/model/moment.js';
import type { ControlSession, Offer, Timeline } from '../src/correlate/model/timeline.js';
import {
  coveredBy,
  endOf,
  filterShows,
  goesOn,
  isFinal,
  tries,
} from '../src/diagnose/observations/capture-coverage.js';

const CLIENT = '198.51.100.7:40000';
const SERVER = '203.0.113.9:50000';
const PAIR = '198.51.100.7 203.0.113.9';

interface Told {
  source?: string;
  /** Seconds at which it ends. */
  last?: number;
  filters?: string[];
  any?: boolean;
  pairs?: string[];
  dataPairs?: string[];
  /** Hosts that are seen to send. */
  senders?: string[];
}

const stamp = (seconds: number, width = 0) => ({ at: seconds * 1e6, width: width * 1e6 });
function capture({ source = 'sniffer', last, filters = [], any, ...seen }: Told): Capture {
  const { pairs = [], dataPairs = [], senders = ['198.51.100.7'] } = seen;
  return {
    source,
    first: stamp(0),
    last: last === undefined ? undefined : stamp(last),
    filters: filters.map((filter) => ({ filter })),
    interfaces: new Set(any === true ? ['any'] : ['port1']),
    pairs: new Set(pairs),
    dataPairs: new Set(dataPairs),
    senders: new Set(senders),
    clock: { offset: 0, uncertainty: 0 },
  } as unknown as Capture;
}

const at = (seconds: number, where: Capture, more: object = {}): Moment =>
  ({ capture: where, order: seconds * 1000, stamp: stamp(seconds), ...more }) as unknown as Moment;
const unstamped = (order: number, where: Capture): Moment => at(order, where, { stamp: undefined });

function offer(more: object): Offer {
  return {
    next: null,
    leftBehindBy: null,
    commands: [],
    replies: [],
    control: null,
    ...more,
  } as unknown as Offer;
}
const ended = (near: Moment[], far: Moment[] | null): ControlSession =>
  ({ connection: { near: { ends: near }, far: far && { ends: far } } }) as unknown as ControlSession;

describe('a capture that goes on', () => {
  const whole = (width: number): Moment => at(10, capture({ last: 13 }), { stamp: stamp(10, width) });

  it('does so by its own clock, to a second', () => {
    expect([goesOn(whole(0), 4), goesOn(whole(0), 5)]).toEqual([true, false]);
    expect([goesOn(whole(1), 3), goesOn(whole(1), 4)]).toEqual([true, false]);
  });

  it('does not do so where no clock tells', () => {
    expect(goesOn(at(10, capture({})), 0)).toBe(false);
    expect(goesOn(unstamped(10, capture({ last: 99 })), 0)).toBe(false);
  });
});

describe('what ends the chance of an offer', () => {
  const here = capture({ last: 99 });
  const end = at(30, here);
  const later = at(31, here);
  const word = (command: string | undefined, code?: number): Moment => at(20, here, { command, code });

  it.each<[string, Offer, Moment | null]>([
    ['the next offer', offer({ next: { offered: end }, commands: [word('QUIT')] }), end],
    ['a request for another one', offer({ leftBehindBy: end, commands: [word('QUIT')] }), end],
    ['the first end of either side', offer({ control: ended([later], [end, later]) }), end],
    ['its end on the far side', offer({ control: ended([], [end]) }), end],
    ['nothing, with a session that goes on', offer({ control: ended([], null) }), null],
    ['nothing, without a session', offer({ control: { connection: null } }), null],
    ['nothing, for an offer of nobody', offer({}), null],
  ])('%s', (_, of, expected) => {
    expect(endOf(of)).toBe(expected);
  });

  it.each([
    ['QUIT', 'commands', word('QUIT'), true],
    ['ABOR', 'commands', word('ABOR'), true],
    ['NOOP', 'commands', word('NOOP'), false],
    ['the reply to QUIT', 'replies', word('QUIT', 500), true],
    ['a good-bye', 'replies', word(undefined, 221), true],
    ['another reply', 'replies', word(undefined, 226), false],
    ['221 to another command', 'replies', word('SITE', 221), false],
  ])('%s', (_, kind, said, ends) => {
    expect(endOf(offer({ [kind]: [word('TYPE', 200), said], control: ended([end], null) }))).toBe(
      ends ? said : end,
    );
  });
});

describe('tries of a data connection', () => {
  const one = capture({ last: 10 });
  const other = capture({ last: 10 });

  it('are counted where most of them are shown', () => {
    expect(tries([])).toBe(0);
    expect(tries([at(1, one), at(4, one), at(1, other)])).toBe(2);
    expect(tries([at(1, one), at(1, other)])).toBe(1);
  });

  it('are not the prints of one packet at two interfaces', () => {
    expect(tries([at(1, one), at(1.2, one)])).toBe(1);
    expect(tries([at(1, one), at(1.21, one)])).toBe(2);
    expect(tries([unstamped(1, one), unstamped(2, one)])).toBe(2);
  });

  it('are final with a second one, or when none came before the end of the offer or for seconds', () => {
    expect(isFinal([], null)).toBe(false);
    expect(isFinal([at(6, one), at(9, one)], null)).toBe(true);
    expect([isFinal([at(8, one)], null), isFinal([at(9, one)], null)]).toEqual([true, false]);
    const left = (seconds: number): Offer => offer({ leftBehindBy: at(seconds, one) });
    expect([isFinal([at(9, one)], left(9.5)), isFinal([at(9, one)], left(8))]).toEqual([true, false]);
    expect(isFinal([at(9, one)], offer({}))).toBe(false);
  });
});

describe("a capture's filters", () => {
  it.each([
    [[], 'unknown'],
    [['host 198.51.100.7'], 'yes'],
    [['host 192.0.2.1'], 'no'],
    [['host 198.51.100.7', 'none'], 'yes'],
    [['host 198.51.100.7', 'host 192.0.2.1'], 'no'],
    [['host 198.51.100.7', 'vlan'], 'unknown'],
  ])('%j: %s', (filters, shown) => {
    expect(filterShows(capture({ filters }), CLIENT, SERVER)).toBe(shown);
  });
});

describe('a capture that would have shown a data connection', () => {
  const control = (of: object): ControlSession => ({ client: null, connection: null, ...of }) as never;
  const known = control({ client: '198.51.100.7:39000' });
  const covers = (told: Told, of: ControlSession | null = known, until = 60): boolean => {
    const one = capture({ last: until, ...told });
    return coveredBy({ captures: [one] } as unknown as Timeline, CLIENT, SERVER, of, at(10, one)) === one;
  };
  const all: Told = { filters: ['none'], any: true, pairs: [PAIR] };

  it('shows another port of the two, unless its filter leaves this one out', () => {
    expect(covers({ dataPairs: [PAIR] })).toBe(true);
    expect(covers({ dataPairs: [PAIR], filters: ['vlan'] })).toBe(true);
    expect(covers({ dataPairs: [PAIR], filters: ['host 192.0.2.1'] })).toBe(false);
    expect(covers({ dataPairs: ['192.0.2.1 203.0.113.9'] })).toBe(false);
  });

  it('shows what the one who would have dialled sends: one way alone proves no absence of the other', () => {
    expect(covers({ ...all, senders: ['203.0.113.9'] })).toBe(false);
    expect(covers({ dataPairs: [PAIR], senders: [] })).toBe(false);
  });

  it('was told to show everything on every interface, and shows their control connection', () => {
    expect(covers(all)).toBe(true);
    expect(covers({ ...all, source: 'flow' })).toBe(true);
    expect(covers({ ...all, any: false })).toBe(false);
    expect(covers({ ...all, filters: [] })).toBe(false);
    expect(covers({ ...all, pairs: [] })).toBe(false);
  });

  it.each([
    ['the client of the session', { client: '198.51.100.7:1' }, true],
    ['it on the near side', { connection: { near: { initiator: '198.51.100.7:1' }, far: null } }, true],
    [
      'it as the server sees it',
      { connection: { near: { initiator: '10.0.0.1:1' }, far: { initiator: '203.0.113.9:1' } } },
      true,
    ],
    ['somebody else', { client: '192.0.2.1:1', connection: { near: { initiator: '192.0.2.1:1' } } }, false],
    ['nobody', {}, false],
  ])('knows one of the two as %s', (_, of, expected) => {
    const near = { syns: [], ends: [] };
    const legs = (of as { connection?: { near: object; far?: object | null } }).connection;
    const connection = legs && {
      near: { ...near, ...legs.near },
      far: legs.far == null ? null : { ...near, ...legs.far },
    };
    expect(covers(all, control({ ...of, connection: connection ?? null }))).toBe(expected);
  });

  it('is of packets, goes on long enough, and knows whose they are', () => {
    expect(covers({ ...all, source: 'wad' })).toBe(false);
    expect(covers(all, known, 20)).toBe(false);
    expect(covers(all, null)).toBe(false);
  });
});
