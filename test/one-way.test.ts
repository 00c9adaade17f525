import { describe, expect, it } from '@jest/globals';

import type { Dialogue } from '../src/correlate/fold/control-dialogues.js';
import { joinOneWay } from '../src/correlate/joins/one-way.js';

const capture = { clock: { offset: 0, uncertainty: 0 } };
const dialogue = (server: string, said: Record<number, string>): Dialogue => {
  const entries = Object.entries(said).map(([order, kind]) => ({
    kind: `payload-${kind}`,
    command: 'PORT',
    moment: { capture, order: Number(order), stamp: { at: Number(order), width: 0 } },
  }));
  return { server, entries } as unknown as Dialogue;
};
const kinds = ([first]: readonly Dialogue[]): string[] => first!.entries.map(({ kind }) => kind);

describe('a capture of one direction alone', () => {
  const serverSide = dialogue('10.0.0.9:21', { 1: 'reply', 4: 'reply' });
  const clientSide = dialogue('203.0.113.9:21', { 2: 'command', 3: 'offer' });

  it('shows one dialogue on both sides of the unit', () => {
    const joined = joinOneWay([serverSide, clientSide]);
    expect(joined).toMatchObject([{ server: '10.0.0.9:21' }]);
    expect(kinds(joined)).toEqual(['payload-reply', 'payload-command', 'payload-offer', 'payload-reply']);
  });

  it('shows the server where its words go out, if it holds what goes out', () => {
    const asked = dialogue('10.0.0.9:21', { 2: 'command', 3: 'offer' });
    const answered = dialogue('203.0.113.9:21', { 1: 'reply', 4: 'reply' });
    const joined = joinOneWay([asked, answered]);
    expect(joined).toMatchObject([{ server: '10.0.0.9:21' }]);
    expect(kinds(joined)).toEqual(['payload-reply', 'payload-command', 'payload-offer', 'payload-reply']);
  });

  it('is none where either side shows both speakers, or only one speaks at all', () => {
    const both = dialogue('203.0.113.9:21', { 2: 'command', 3: 'reply' });
    for (const pair of [[serverSide, both], [both, clientSide], [serverSide, serverSide], [serverSide]]) {
      expect(joinOneWay(pair)).toBe(pair);
    }
  });
});
