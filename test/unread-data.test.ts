import { describe, expect, it } from '@jest/globals';

import { login, onWire } from './tools/ftpwire.js';

const asked = (verb: string): string[] => [
  ...login,
  '> PASV',
  '< 227 Entering (203,0,113,9,195,80)',
  `> ${verb}`,
  'data 50000',
];
const said = ['< 150 here it comes', '< 226 done'];
const offer = ({ offers }: ReturnType<typeof onWire>) => offers[0];

describe('the client closes the data connection before it has received a byte', () => {
  it('and is answered by a reset: a server that said 226 had its data reset too', () => {
    const report = onWire([...asked('RETR f'), ...said, 'd> !fin', 'd< !rst']);
    expect(offer(report)).toMatchObject({ verdict: 'failed', code: 'DATA_CONNECTION_RESET' });
  });

  it('or before the rest of it, and its host refuses that rest', () => {
    const report = onWire([
      ...asked('RETR f'),
      ...said,
      'd< bytes',
      'd> !fin',
      'd< more',
      'd< !fin',
      'd> !rst',
    ]);
    expect(offer(report)).toMatchObject({ verdict: 'failed', code: 'DATA_CONNECTION_RESET' });
    expect(report.summary).toMatch(/without having received the whole of it/);
  });

  it.each([
    ['only the end is refused', [...asked('RETR f'), ...said, 'd< bytes', 'd> !fin', 'd< !fin', 'd> !rst']],
    ['it had bytes', [...asked('RETR f'), ...said, 'd< bytes', 'd> !fin', 'd< !rst']],
    ['the server had closed before', [...asked('LIST'), ...said, 'd< !fin', 'd> !fin', 'd< !rst']],
    ['it was the one to send', [...asked('STOR f'), ...said, 'd> !fin', 'd< !rst']],
  ])('no failure: %s', (_, lines) => {
    expect(offer(onWire(lines))).toMatchObject({ verdict: 'worked' });
  });
});
