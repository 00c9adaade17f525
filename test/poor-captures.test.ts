import { describe, expect, it } from '@jest/globals';

import { newOffer } from '../src/correlate/model/offer.js';
import type { Moment } from '../src/correlate/model/moment.js';
import { repliesOf } from '../src/diagnose/observations/transfer-replies.js';
import { analysed, codesOf, ftpWire, login, onWire, type Printed } from './tools/ftpwire.js';
import { printSniffer } from './tools/printsniffer.js';

/** Captures of one way, of each packet's first bytes, and with a hole: kinds that the mutated captures of a lab showed. */

type Prints = readonly Printed[];
const holds = ({ block }: Printed, words: string): boolean => Buffer.from(block).includes(words);
const without = (...gone: number[]) => {
  return (prints: Prints): Prints => prints.filter((_, at) => !gone.includes(at - prints.length));
};
const passive = [...login, '> PASV', '< 227 Entering (203,0,113,9,195,80)'];

describe('a capture of one way', () => {
  it('does not prove that nobody dialled', () => {
    const words = [
      ...passive,
      '> EPSV',
      '< 229 Entering (|||50001|)',
      '> QUIT',
      '< 221 bye',
      'wait 9',
      '> NOOP',
    ];
    const shown = (hold: (prints: Prints) => Prints) =>
      analysed(printSniffer(ftpWire(words, { oneSide: true, hold }), 3).join('\n')).offers[0]!.verdict;
    expect(shown((prints) => prints)).toBe('unused');
    expect(shown((prints) => prints.filter(({ way }) => way === 'out'))).toBe('inconclusive');
  });

  it('blames nobody whose answers it cannot show', () => {
    const active = [...login, '> PORT 198,51,100,7,195,80', '< 200 fine', '> LIST', '< 150 here'];
    const tries = ['data from 50000', 'wait 1', 'data from 50000', 'wait 9', '< 425 no'];
    // Of the data connections the SYNs alone.
    const syns = (prints: Prints): Prints =>
      prints.filter(
        (_, at) => at < prints.length - 14 || [-14, -13, -8, -7, -2, -1].includes(at - prints.length),
      );
    const blamed = (hold: (prints: Prints) => Prints) =>
      codesOf(onWire([...active, ...tries], { hold }), 'O1');
    expect(blamed(syns)).toContain('ACTIVE_CLIENT_NO_ANSWER');
    expect(blamed((prints) => syns(prints).filter(({ way }) => way === 'out'))).toEqual(['REPLY_425']);
  });
});

describe('a capture of the first bytes of each packet', () => {
  const cutTo =
    (length: number) =>
    (print: Printed): Printed => {
      const size = new DataView(print.block.buffer, print.block.byteOffset).getUint32(20, true);
      if (size <= length) return print;
      const block = new Uint8Array(28 + Math.ceil(length / 4) * 4 + 4);
      block.set(print.block.subarray(0, 28 + length));
      const view = new DataView(block.buffer);
      view.setUint32(20, length, true);
      for (const at of [4, block.length - 4]) view.setUint32(at, block.length, true);
      return { ...print, block };
    };
  const short = [...login, '> PASV', '< 227 E (203,0,113,9,195,80)', 'data 50000'];
  const cut = (lines: readonly string[]) =>
    onWire(lines, { hold: (prints) => prints.map(cutTo(14 + 40 + 30)) });

  it('still shows the number of a reply', () => {
    const refused = cut([...short, '> LIST', '< 451 the folder could not be listed, for a long reason']);
    expect(refused.offers[0]).toMatchObject({ verdict: 'failed', code: 'REPLY_451' });
    const fine = cut([...short, '> LIST', '< 150 here', 'd< bytes', 'd< !fin', '< 226 done']);
    expect(fine.offers[0]).toMatchObject({ verdict: 'worked' });
  });

  it('calls no offer unreadable whose end it lacks', () => {
    const long = [...login, '> PASV', '< 227 Entering Passive Mode now (203,0,113,9,195,80)'];
    const report = cut([
      ...long,
      '> LIST',
      '< 425 nobody came here in time to fetch it',
      '> QUIT',
      '< 221 x',
    ]);
    expect(codesOf(report, 'C1')).not.toContain('OFFER_UNREADABLE');
  });
});

describe('a capture with a hole', () => {
  it('blames no unit for the reset of a client that had closed', () => {
    const talk = [...login, '> QUIT', '> !fin', '< 221 bye', '> !rst'];
    const report = onWire(talk, { hold: without(-3, -2) });
    expect(report.controlSessions[0]).toMatchObject({ verdict: 'worked' });
  });

  it('does not take the refusal of a transfer for that of its offer', () => {
    const moment = (order: number) =>
      ({
        capture: { source: 'sniffer' },
        order,
        stamp: undefined,
        line: { file: 'x', line: order, text: '' },
      }) as unknown as Moment;
    const refused = { ...moment(3), code: 550, text: 'no such file', command: undefined, answers: undefined };
    const offer = {
      ...newOffer(null, '198.51.100.7:50000', { command: 'PORT', moment: moment(1) }),
    };
    offer.replies.push({ ...refused, capture: offer.offered!.capture });
    expect(repliesOf(offer).answer).toMatchObject({ code: 550 });
    offer.wordsLostAt = { ...moment(2), capture: offer.offered!.capture };
    expect(repliesOf(offer).answer).toBeNull();
  });
});

it('a transfer whose verb the unit kept did not work, though its data connection opened', () => {
  const talk = [...passive, 'data 50000', '> STOR f', '< !rst'];
  const kept = (prints: Prints): Prints =>
    without(-2)(prints).filter((one) => !(holds(one, 'STOR f') && one.way === 'out'));
  expect(onWire(talk, { snat: '203.0.113.80', hold: kept }).offers[0]).toMatchObject({
    verdict: 'failed',
    code: 'NOT_FORWARDED',
  });
});

it('a 226 beside a data SYN that was refused is no proof of a transfer', () => {
  const talk = [...passive, 'data 50000', 'd< !rst', '> LIST', '< 150 here', '< 226 done'];
  const refused = (prints: Prints): Prints => {
    const from = 6 + 2 * passive.length + 2;
    return [...prints.slice(0, from), ...prints.slice(from + 4)];
  };
  expect(onWire(talk, { hold: refused }).offers[0]!.verdict).not.toBe('worked');
});

describe('a connection that no offer explains, in what people post', () => {
  const [CLIENT, VIP, SERVER] = ['192.0.2.50', '203.0.113.9', '10.0.0.9'];
  const sniffed = (...data: readonly string[]): string =>
    [
      'interfaces=[any]',
      `filters=[host ${CLIENT}]`,
      `1.100000 port1 in ${CLIENT}.51000 -> ${VIP}.21: syn 1000`,
      `1.100100 port2 out ${CLIENT}.51000 -> ${SERVER}.21: syn 1000`,
      `1.101000 port2 in ${SERVER}.21 -> ${CLIENT}.51000: syn 5000 ack 1001`,
      `1.101100 port1 out ${VIP}.21 -> ${CLIENT}.51000: syn 5000 ack 1001`,
      ...data,
    ].join('\n');
  const syn = (at: number): string => `${at}.200000 port1 in ${CLIENT}.51007 -> ${VIP}.50123: syn 777`;

  it.each([
    ['its SYN came in 3 times and was never seen to leave', [syn(3), syn(4), syn(6)]],
    [
      'was refused by the unit itself',
      [syn(3), `3.200100 port1 out ${VIP}.50123 -> ${CLIENT}.51007: rst 0 ack 778`],
    ],
    [
      'had no answer',
      [3, 4, 6].flatMap((at) => [
        syn(at),
        `${at}.200100 port2 out ${CLIENT}.51007 -> ${SERVER}.50123: syn 777`,
      ]),
    ],
  ])('is told by what the unit did: %s', (says, data) => {
    expect(analysed(sniffed(...data)).summary).toContain(says);
  });

  it('is told where a policy let it in and it was answered', () => {
    const trace = (id: number, packet: string, ...more: readonly string[]): string =>
      [`vd-root:0 received a packet(proto=6, ${packet}) from wan1. flag`, ...more]
        .map(
          (text, at) =>
            `id=20085 trace_id=${id} func=x line=1 msg="${text}${at === 0 ? ` [S], seq ${id}, ack 0, win 9` : ''}"`,
        )
        .join('\n');
    const answer = `id=20085 trace_id=3 func=x line=1 msg="vd-root:0 received a packet(proto=6, ${SERVER}:50123->${CLIENT}:51007) from dmz. flag [S.], seq 9, ack 3, win 9"`;
    const control = trace(
      1,
      `${CLIENT}:51000->${VIP}:21`,
      'allocate a new session-0012ab34',
      `DNAT ${VIP}:21->${SERVER}:21`,
      'Allowed by Policy-7:',
    );
    const moved = `DNAT ${VIP}:50123->${SERVER}:50123`;
    const data = trace(
      2,
      `${CLIENT}:51007->${VIP}:50123`,
      'allocate a new session-0012ab99',
      moved,
      'Allowed by Policy-7:',
    );
    const { summary, verdict } = analysed([control, data, answer].join('\n'));
    expect(verdict).toBe('inconclusive');
    expect(summary).toContain(`${VIP}:50123, which policy 7 let in, and was answered`);
  });
});
