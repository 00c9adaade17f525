import { describe, expect, it } from '@jest/globals';

import { chooseOffer, type Candidate } from '../src/correlate/joins/best-offer.js';
import { placeOfSame, type SaidOffer } from '../src/correlate/joins/same-offer.js';
import type { Connection, Offer } from '../src/correlate/model/timeline.js';
import type { Moment } from '../src/correlate/model/moment.js';
import type { OfferCommand } from '../src/ftp.js';
import { stored } from './samples/folder.js';
import { analyse } from './samples/run.js';
import { login, onWire } from './tools/ftpwire.js';

const clock = { offset: 0, uncertainty: 0, reference: true };
const at = (seconds: number, capture: object = { clock }): Moment =>
  ({ order: seconds, capture, stamp: { at: seconds * 1e6, width: 0 } }) as unknown as Moment;
const offered = (command: OfferCommand, endpoint: string, moment: Moment): Offer =>
  ({ command, endpoint, offered: moment, flow: null, replies: [] }) as unknown as Offer;
const said = (command: OfferCommand, endpoint: string, moment: Moment): SaidOffer => ({
  command,
  endpoint,
  moment,
});

describe('an offer that two sources tell of', () => {
  const known = [
    offered('PORT', '192.0.2.1:5000', at(10)),
    offered('PORT', '192.0.2.1:6000', at(20)),
    offered('PASV', '10.0.0.9:6000', at(30)),
  ];

  it.each([
    [1, 'PORT', '192.0.2.1:6000', 20],
    [2, 'PASV', '203.0.113.9:6000', 31],
    // Another port of the same address is another offer; another address may have another port.
    [-1, 'PORT', '192.0.2.1:7000', 10],
    [0, 'PORT', '198.51.100.1:40000', 10],
    [1, 'PORT', '198.51.100.1:40000', 21],
    // Long before or after, the port was offered again.
    [-1, 'PORT', '192.0.2.1:5000', 300],
    [-1, 'PASV', '203.0.113.9:6000', 300],
  ] as const)('is known at place %i: %s %s at second %i', (place, command, endpoint, second) => {
    expect(placeOfSame(known, 0, said(command, endpoint, at(second)))).toBe(place);
  });

  it('is sought from a place on, and by order alone where no clock tells', () => {
    expect(placeOfSame(known, 1, said('PORT', '192.0.2.1:5000', at(10)))).toBe(-1);
    const elsewhere = at(300, {});
    expect(placeOfSame(known, 0, said('PORT', '192.0.2.1:5000', elsewhere))).toBe(0);
  });
});

describe('a port that is offered again', () => {
  const pasv = ['> PASV', '< 227 Entering (203,0,113,9,195,80)'];

  it('was not used by who dialled for the second offer', () => {
    const lines = [...login, ...pasv, ...pasv, '> RETR f', 'data 50000', '< 150 here', 'd< bytes', 'd< !fin'];
    expect(onWire([...lines, '< 226 done', '> QUIT', '< 221 bye']).offers).toMatchObject([
      { verdict: 'unused' },
      { verdict: 'worked' },
    ]);
  });

  it('is taken in turn by as many connections, also where the first one failed', () => {
    const first = { offer: { ...offered('PASV', '10.0.0.9:6000', at(28)), id: 'a' } };
    const second = {
      offer: {
        ...offered('EPSV', '10.0.0.9:6000', at(29.2)),
        id: 'b',
        replies: [150, 226].map((code) => ({ ...at(30), code })),
      },
    };
    const candidates = [first, second].map(
      (one) => ({ ...one, rank: 1, join: { by: 'tuple', confidence: 'proven' } }) as unknown as Candidate,
    );
    const syn = { ...at(28), stamp: { at: 28e6, width: 2e6 } };
    const dialled = { near: { syns: [syn] } } as unknown as Connection;
    expect(chooseOffer(candidates, dialled, 1)?.offer.id).toBe('a');
    expect(chooseOffer(candidates, dialled, 0)?.offer.id).toBe('b');
  });
});

describe('an offer whose pinhole the proxy freed', () => {
  const head = (time: string): string => `2024-02-18 15:5${time} [p:1111][s:1001]`;
  const pasv = (time: string, port: number, freed: boolean): string[] => [
    `${head(`${time}.640814`)} wad_ftp_pasv_reply_handler(1180): offer_ip=10.5.5.5 offer_port=${port}`,
    ...(freed
      ? [`${head(`${time}.640860`)} wad_ftp_tp_ses_exp_free(168): fts=0x7f52db54a9c8, exp=0x7f52db54b000`]
      : []),
    `${head(`${time}.642000`)} __wad_ftp_session_proc_reply(706): forwarded reply to client: ftp cmd=PASV, reply code=227`,
  ];
  const began = `${head('0:32.802000')} __wad_ftp_session_proc_reply(706): forwarded reply to client: ftp cmd=RETR, reply code=150`;

  it.each([['a transfer had begun', [began]]])('is not called unused where %s', (_, between) => {
    const log = [...pasv('0:31', 50_001, false), ...between, ...pasv('1:31', 50_009, true), ''].join('\n');
    expect(analyse({ 'wad.log': log }).offers[0]).toMatchObject({ verdict: 'inconclusive' });
  });
});

describe('a transfer that is refused once the data connection stands', () => {
  const files = stored('proxy-worked');
  const refused = (code: number, wad = files['wad.log']!): unknown =>
    analyse({
      'flow.log': files['flow.log']!,
      'sniff.txt': files['sniff.txt']!,
      'wad.log': wad.replaceAll('code=226', `code=${code}`),
    }).findings.map(({ code: name, confidence }) => `${name} ${confidence}`);

  it('wants the TLS session of the control connection: 522 says so, 425 may', () => {
    expect(refused(522)).toEqual(['TLS_SESSION_REUSE_REQUIRED likely']);
    expect(refused(425)).toEqual(expect.arrayContaining(['TLS_SESSION_REUSE_REQUIRED possible']));
  });

  it('wants TLS at all where 522 stands in place of 150', () => {
    expect(refused(522, files['wad.log']!.replaceAll('code=150', 'code=522'))).toEqual(
      expect.arrayContaining([expect.stringMatching(/^PROT_MISMATCH/)]),
    );
  });
});
