import { describe, expect, it } from '@jest/globals';

import { createReplyOrder } from '../src/correlate/joins/reply-order.js';
import type { FtpCommand } from '../src/correlate/model/control-channel.js';
import { codesOf, login, onWire } from './tools/ftpwire.js';

const offer = ['> PASV', '< 227 Entering (203,0,113,9,195,80)'];
const again = ['> PASV', '< 227 Entering (203,0,113,9,195,90)', '> LIST', '< 150 here', '< 226 done'];
const begin = [...login, ...offer, '> RETR f', 'data 50000', '< 150 here it comes', 'd< bytes'];
const closed = ['d< !fin', 'd> !fin'];
const bye = ['> QUIT', '< 221 bye'];

describe('a reply', () => {
  it.each([
    ['REPLY_451', [...begin, '> NOOP', ...closed, '< 451 local error', '< 200 still here', ...bye]],
    ['REPLY_451', [...begin, '> NOOP', '< 200 still here', ...closed, '< 451 local error', ...bye]],
    ['REPLY_426', [...begin, '> STAT', '< 211 of 10 bytes', ...closed, '< 426 broken', ...bye]],
    ['REPLY_426', [...begin, '> CWD /a', ...closed, '< 426 broken', '< 250 moved', ...bye]],
    ['REPLY_426', [...begin, '> CWD /a', '< 250 moved', ...closed, '< 426 broken', ...bye]],
    [
      'REPLY_451',
      [...begin, '> CWD /a', '< 450 CWD: data transfer in progress', ...closed, '< 451 x', ...bye],
    ],
    ['REPLY_551', [...begin, '> TYPE I', '> PASV', ...closed, '< 551 no', '< 200 fine', ...again.slice(1)]],
    [
      'REPLY_451',
      [...login, '> PASV', '> RETR f', offer[1]!, 'data 50000', '< 150 x', ...closed, '< 451 x', ...bye],
    ],
    [
      'REPLY_452',
      [
        ...login,
        '> PORT 198,51,100,7,200,77',
        '> STOR f',
        '> NOOP',
        '< 200 fine',
        '< 452 full',
        '< 200 fine',
        ...bye,
      ],
    ],
  ])('%s is the transfer’s, whatever was asked since', (code, lines) => {
    const report = onWire(lines);
    expect(codesOf(report, 'O1')).toEqual([code]);
    expect(report.offers[0]).toMatchObject({ verdict: 'failed', code });
    expect(report.controlSessions[0]!.verdict).toBe('worked');
  });

  it.each([
    [[...begin, '> CWD /nowhere', ...closed, '< 226 done', '< 550 no such folder', ...bye]],
    [[...begin, '> CWD /a', '< 450 CWD: data transfer in progress', ...closed, '< 226 done', ...bye]],
    [[...begin, '> MDTM f', '> NOOP', ...closed, '< 226 done', '< 550 not known', '< 200 fine', ...bye]],
    [
      [
        ...login,
        '> PASV',
        '> RETR f',
        '> NOOP',
        offer[1]!,
        'data 50000',
        '< 150 x',
        ...closed,
        '< 226 x',
        '< 500 what',
        ...bye,
      ],
    ],
  ])('to another command behind the transfer does not fail it (%#)', (lines) => {
    const report = onWire(lines);
    expect(report.offers).toMatchObject([{ verdict: 'worked', code: 'DATA_CONNECTION_OPENED' }]);
  });

  it('belongs to the transfer of an offer, though the next offer is made before it comes', () => {
    const report = onWire([
      ...begin,
      '> PASV',
      '< 227 Entering (203,0,113,9,195,90)',
      ...closed,
      '< 426 broken',
      ...bye,
    ]);
    expect(report.offers).toMatchObject([
      { verdict: 'failed', code: 'REPLY_426' },
      { verdict: 'unused', code: 'OFFER_ABANDONED' },
    ]);
  });
});

it('a reply that ends a transfer from before the capture’s beginning answers no later command', () => {
  const order = createReplyOrder();
  const quit = { command: 'QUIT', argument: undefined } as FtpCommand;
  expect(order.answered(150, 'here it comes')).toBeNull();
  order.sent(quit);
  expect(order.answered(451, 'local error')).toBeNull();
  expect(order.answered(221, 'bye')).toBe(quit);
});
