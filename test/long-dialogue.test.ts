// @long Hundreds of transfers on one control connection.
import { describe, expect, it } from '@jest/globals';

import { codesOf, login, onWire } from './tools/ftpwire.js';

const transfer = (nth: number): string[] => {
  const port = 50_000 + nth;
  return [
    '> PASV',
    `< 227 Entering Passive Mode (203,0,113,9,${port >> 8},${port & 255})`,
    `> STOR part-${nth}`,
    `data ${port}`,
    '< 150 go on',
    'd> x',
    'd> !fin',
    'd< !fin',
    '< 226 done',
  ];
};

describe('a client that transfers hundreds of files on one control connection', () => {
  const many = Array.from({ length: 700 }, (_, nth) => transfer(nth)).flat();
  const failing = ['> PASV', '< 227 Entering Passive Mode (203,0,113,9,234,96)', '> STOR last', '< 425 no'];

  it('is heard to its last word', () => {
    const report = onWire([...login, ...many, ...failing], { oneSide: true });
    expect(report.totals).toMatchObject({ offers: 701, worked: 700, failed: 1 });
    expect(codesOf(report, 'O701')).toEqual(['REPLY_425']);
  });
});

describe('client and server on one host', () => {
  const host = { client: '203.0.113.9', server: '203.0.113.9', oneSide: true };
  const rest = ['< 150 go on', 'd< x', 'd< !fin', 'd> !fin', '< 226 done'];

  it('have their data connection joined in active mode', () => {
    const offer = ['> PORT 203,0,113,9,195,80', '< 200 fine', '> RETR a', 'data from 50000'];
    const { offers, dataFlows } = onWire([...login, ...offer, ...rest], host);
    expect(offers[0]).toMatchObject({ verdict: 'worked', code: 'DATA_CONNECTION_OPENED' });
    expect(dataFlows[0]).toMatchObject({ initiator: '203.0.113.9:20', offer: 'O1' });
  });

  it('have it joined in passive mode', () => {
    const offer = ['> PASV', '< 227 Entering Passive Mode (203,0,113,9,195,80)', '> RETR a', 'data 50000'];
    const { offers } = onWire([...login, ...offer, ...rest], host);
    expect(offers[0]).toMatchObject({ verdict: 'worked', code: 'DATA_CONNECTION_OPENED' });
  });
});
