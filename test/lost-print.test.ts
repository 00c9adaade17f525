import { describe, expect, it } from '@jest/globals';

import { analysed, ftpWire, login, onWire } from './tools/ftpwire.js';

/** The blocks of a pcapng, each with its length in its second word. */
function blocksOf(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += blocks.at(-1)!.length)
    blocks.push(bytes.subarray(at, at + view.getUint32(at + 4, true)));
  return blocks;
}
const holds = (block: Uint8Array, words: string): boolean => Buffer.from(block).includes(words);

/** Two transfers; the server refuses the first. */
const wire = ftpWire([
  ...login,
  ...['> EPSV', '< 229 Entering (|||50000|)', '> STOR f', 'wait 9', '< 425 no connection'],
  ...['> PORT 192,0,2,10,195,81', '< 200 fine', '> RETR g', 'data from 50001', '< 150 here'],
  ...['d< bytes', 'd< !fin', '< 226 done', '> QUIT', '< 221 bye'],
]);

/** The offer that each reply is about. */
function owners(blocks: readonly Uint8Array[]): (string | null | undefined)[] {
  const { timeline } = analysed(Uint8Array.from(blocks.flatMap((block) => [...block])));
  return [...timeline].filter(({ kind }) => kind === 'ftp-reply').map(({ offer }) => offer);
}

describe('a capture that lost the first print of the greeting', () => {
  const blocks = blocksOf(wire);
  const greeting = blocks.filter((block) => holds(block, '220 hello'));

  it('shows it where it leaves the unit, and every reply behind it where that comes in', () => {
    expect(greeting).toHaveLength(2);
    const whole = owners(blocks);
    expect(owners(blocks.filter((block) => block !== greeting[0]))).toEqual(whole);
    expect(whole.filter((offer) => offer === 'O1')).toHaveLength(1);
  });
});

describe('a capture that lost the first print of an offer', () => {
  const twice = ftpWire([
    ...login,
    ...['> PORT 198,51,100,7,195,80', '< 200 fine', '> PORT 198,51,100,7,195,81', '< 200 fine', '> LIST'],
    ...[
      'data from 50001',
      '< 150 here',
      'd< bytes',
      'd< !fin',
      'd> !fin',
      '< 226 done',
      '> QUIT',
      '< 221 bye',
    ],
  ]);
  const blocks = blocksOf(twice);

  it('reads it where it leaves the unit, although another offer came before it', () => {
    const prints = blocks.filter((block) => holds(block, 'PORT 198,51,100,7,195,81'));
    const { offers } = analysed(
      Uint8Array.from(blocks.filter((block) => block !== prints[0]).flatMap((block) => [...block])),
    );
    expect(prints).toHaveLength(2);
    expect(offers.map(({ endpoint, verdict }) => `${endpoint} ${verdict}`)).toEqual([
      '198.51.100.7:50000 unused',
      '198.51.100.7:50001 worked',
    ]);
  });
});

describe('a capture that lost the print of a 226 where it comes in', () => {
  const talk = [
    ...login,
    ...['> EPSV', '< 229 Entering (|||50000|)', 'data 50000', '> STOR f', '< 150 here', 'd> bytes'],
    ...['d> !fin', 'd< !fin', '< 226 done', 'wait 200', '< 421 Timeout.', '< !fin'],
  ];
  const lacking = (...ways: string[]) =>
    onWire(talk, {
      snat: '203.0.113.80',
      hold: (prints) => prints.filter(({ block, way }) => !(holds(block, '226 done') && ways.includes(way))),
    }).offers;

  it('takes it from where it goes out', () => {
    expect(lacking()).toMatchObject([{ verdict: 'worked' }]);
    expect(lacking('in')).toMatchObject([{ verdict: 'worked' }]);
  });

  it('blames no 421 behind words that are lost on both sides', () => {
    expect(lacking('in', 'out')).toMatchObject([{ verdict: 'worked' }]);
  });
});
