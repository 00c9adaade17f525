import { describe, expect, it } from '@jest/globals';

import { stored } from './samples/folder.js';
import { analyse } from './samples/run.js';

const CODE = 'NOT_FORWARDED';
const text = stored('helper-sniffer-only')['sniff.txt']!;
const [head = '', ...packets] = text
  .replace(/\n\d+ packets received[^]*$/, '')
  .split(/(?=^\d{4}-\d\d-\d\d )/m);

const wordsOf = (packet: string): string => packet.split('\n')[0]!.replace(/^\S+ \S+ /, '');
const isIn = (packet: string): boolean => / in \S+ -> /.test(packet);

/** The same packet so many seconds later. */
function later(packet: string, seconds: number): string {
  return packet.replace(/^(\S+ )(\d\d:\d\d:\d\d)(\.\d+)/, (_, day: string, time: string, rest: string) => {
    const at = new Date(`1970-01-01T${time}Z`).getTime() + seconds * 1000;
    return `${day}${new Date(at).toISOString().slice(11, 19)}${rest}`;
  });
}

const report = (list: readonly string[]) => analyse({ 'sniff.txt': head + list.join('') });

/** Up to here, and then the packet comes in again and again, `passed` on or kept. */
function repeated(at: number, passed: boolean): string[] {
  const packet = packets[at]!;
  const twin = packets[at + 1]!;
  const tries = [0, 1, 3, 7].flatMap((seconds) =>
    [packet, ...(passed ? [twin] : [])].map((one) => later(one, seconds)),
  );
  return [...packets.slice(0, at), ...tries];
}

// Bare acknowledgements are not sent again; a SYN of the control connection has a code of its own, and its end harms nobody.
const sent = packets.flatMap((packet, at) =>
  isIn(packet) &&
  / out \S+ -> /.test(packets[at + 1] ?? '') &&
  /: (?:psh|fin|syn) /.test(packet) &&
  at > 0 &&
  !/\.21\b.*: fin /.test(packet)
    ? [[wordsOf(packet), at] as const]
    : [],
);

it('who closes second ends no data', () => {
  const list = packets.filter((packet) => !/out .*->.*50342: fin/.test(packet));
  const second = list.find((packet) => / in .*50342: fin/.test(packet))!;
  const { offers } = report([...list, later(second, 1), later(second, 3), later(second, 7)]);
  expect(offers.map(({ verdict }) => verdict)).toEqual(['worked']);
});

/** As verbosity 3 prints it: no interface, no direction, and the hop limit of a unit that takes one from what it passes on. */
function undirected(packet: string, hops = isIn(packet) ? '40' : '3f'): string {
  return packet
    .replace(/^(\S+ \S+) \S+ (?:in|out) /, '$1 ')
    .replace(/^(0x0010\t (?:[\da-f]{4} ){3})[\da-f]{2}06/m, `$1${hops}06`);
}

describe('a packet without direction that comes again and again', () => {
  // Of a host's first packet nothing is known yet to compare it with.
  it.each(sent.slice(1))('and leaves no second print with a lower hop limit was kept: %s', (_, at) => {
    const { findings, verdict } = report(repeated(at, false).map((packet) => undirected(packet)));
    expect([findings[0]?.code, findings[0]?.confidence, verdict]).toEqual([CODE, 'proven', 'failed']);
  });

  it.each(sent)('and again with a lower hop limit was passed on: %s', (_, at) => {
    const list = repeated(at, true).map((packet) => undirected(packet));
    expect(report(list).findings.map(({ code }) => code)).not.toContain(CODE);
  });

  it.each(sent)('may have left where no hop limit falls: %s', (_, at) => {
    const list = repeated(at, false).map((packet) => undirected(packet, '40'));
    const kept = report(list).findings.filter(({ code }) => code === CODE);
    expect(kept.filter(({ confidence }) => confidence === 'proven')).toEqual([]);
  });
});

/** As two captures, one on each side of the unit; both go on, as packets of others show. */
const twoSides = (list: readonly string[]) => {
  const other = '2021-07-26 12:54:30.000000 10.200.5.81.4000 -> 10.200.5.67.443: syn 1\n';
  const side = (name: string): string => {
    const own = list.filter((packet) => wordsOf(packet).startsWith(name));
    return head + own.map((packet) => undirected(packet)).join('') + other;
  };
  return analyse({ 'client.txt': side('vlan-120'), 'server.txt': side('srv.30') });
};

describe('a packet that one of two captures shows again and again', () => {
  it.each(sent.slice(2))('and the other never was kept by the one hop between them: %s', (_, at) => {
    const { findings, verdict } = twoSides(repeated(at, false));
    expect([findings[0]?.code, findings[0]?.confidence, verdict]).toEqual([CODE, 'proven', 'failed']);
  });

  it.each(sent)('and the other as well was passed on: %s', (_, at) => {
    expect(twoSides(repeated(at, true)).findings.map(({ code }) => code)).not.toContain(CODE);
  });
});

/** The unit's own answer at once, in the name of the host that the packet was sent to. */
const refusal = (packet: string): string =>
  packet.split('\n')[0]!.replace(/^(\S+ \S+ \S+) in (\S+) -> (\S+): .*/, '$1 out $3 -> $2: rst 0 ack 1\n');

describe('a packet that comes in once and is answered with a reset by the unit', () => {
  const refused = sent.filter(
    ([words]) => /\.21\b.*: psh|50342: syn/.test(words) && !/: syn .*ack/.test(words),
  );

  it.each(refused)('was kept: %s', (_, at) => {
    const { findings, verdict } = report([...packets.slice(0, at + 1), refusal(packets[at]!)]);
    expect([findings[0]?.code, verdict]).toEqual([CODE, 'failed']);
  });

  it.each(refused)('was passed on where it left before the reset: %s', (_, at) => {
    const list = [...packets.slice(0, at + 2), refusal(packets[at]!)];
    expect(report(list).findings.map(({ code }) => code)).not.toContain(CODE);
  });
});

describe('a packet that comes in again and again', () => {
  it('is one of the words, of the connection and of the data', () => {
    expect(sent.length).toBeGreaterThan(12);
  });

  it.each(sent)('and never leaves was kept: %s', (_, at) => {
    const { findings, verdict } = report(repeated(at, false));
    const [first] = findings;
    expect([first?.code, verdict]).toEqual([CODE, 'failed']);
    expect(first?.evidence.length).toBeGreaterThan(1);
  });

  it.each(sent)('and is sent on was not kept: %s', (_, at) => {
    expect(report(repeated(at, true)).findings.map(({ code }) => code)).not.toContain(CODE);
  });

  it.each(sent)('may have left where the capture shows one side alone: %s', (_, at) => {
    const oneSide = repeated(at, false).filter((packet) =>
      packet.includes(wordsOf(packets[at]!).split(' ')[0]!),
    );
    expect(report(oneSide).findings.map(({ code }) => code)).not.toContain(CODE);
  });
});

describe('a packet that an inner VDOM keeps', () => {
  const [client] = packets[0]!.split(' ').slice(2);
  /** What comes in leaves the first VDOM at one end of a link, and comes in at the next one at its other end. */
  const throughLink = (packet: string): string[] => {
    if (!isIn(packet)) return [packet];
    const [out, into] = packet.includes(` ${client} in `) ? ['link0', 'link1'] : ['link1', 'link0'];
    const at = (place: string): string => packet.replace(/^(\S+ \S+) \S+ in /, `$1 ${place} `);
    return [packet, at(`${out} out`), at(`${into} in`)];
  };
  const chained = (list: readonly string[]): string[] => list.flatMap(throughLink);

  it('is one connection where nothing is kept', () => {
    expect(report(chained(packets))).toMatchObject({
      verdict: 'worked',
      controlSessions: [{}],
      offers: [{}],
    });
  });

  it.each(sent)('did not leave at the link: %s', (_, at) => {
    const [first] = report(chained(repeated(at, false))).findings;
    expect(first?.code).toBe(CODE);
  });

  it.each(sent)('left where it is seen behind the link: %s', (_, at) => {
    expect(report(chained(repeated(at, true))).findings.map(({ code }) => code)).not.toContain(CODE);
  });
});

it('a reply that is kept belongs to the offer that it makes, not to the one before', () => {
  const two = stored('words-two-offers')['sniff.txt']!;
  const [front = '', ...all] = two.split(/(?=^\d{4}-\d\d-\d\d )/m);
  const offers = all.flatMap((packet, at) =>
    isIn(packet) && /psh/.test(packet) && /227/.test(textOf(packet)) ? [at] : [],
  );
  expect(offers).toHaveLength(2);
  const [, at] = offers;
  const tries = [0, 1, 3, 7].map((seconds) => later(all[at!]!, seconds));
  const document = analyse({ 'sniff.txt': front + [...all.slice(0, at), ...tries].join('') });
  expect(document.offers.map(({ verdict, code }) => `${verdict} ${code}`)).toEqual([
    'unused OFFER_ABANDONED',
    `failed ${CODE}`,
  ]);
});

/** The right column of a packet's hex dump. */
function textOf(packet: string): string {
  return packet
    .split('\n')
    .flatMap((line) => /^0x\w+\s.*\t(.*)$/.exec(line)?.[1] ?? [])
    .join('');
}
