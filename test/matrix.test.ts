import { describe, expect, it } from '@jest/globals';

import { hurts } from './matrix/hurt.js';
import { KNOWN } from './matrix/known.js';
import { wrongs } from './matrix/wrong.js';
import { sampleNames, stored } from './samples/folder.js';
import { analyse } from './samples/run.js';

const names = sampleNames();

const clients = new Map(
  names.map((name) => [name, analyse(stored(name)).controlSessions.map(({ client }) => client ?? '')]),
);

/** A sample with other clients: neighbours share addresses and session ids and would be one story. */
function strangerOf(name: string, at: number): string {
  const own = clients.get(name)!;
  const others = names.filter((other) => !clients.get(other)!.some((client) => own.includes(client)));
  return others[(at * 7) % others.length]!;
}

describe.each(names.map((name, at) => ({ name, at })))('$name, hurt', ({ name, at }) => {
  it('says nothing wrong', () => {
    const files = stored(name);
    const whole = analyse(files);
    const stranger = stored(strangerOf(name, at));
    const other = analyse(stranger);
    const found: string[] = [];
    for (const hurt of hurts(files, stranger)) {
      const report = analyse(hurt.files);
      const wholes = hurt.mixed ? [whole, other] : [whole];
      found.push(...wrongs(wholes, report, hurt.files).map((what) => `${name}, ${hurt.name}: ${what}`));
    }
    expect(found.filter((said) => !KNOWN.some(({ pattern }) => pattern.test(said)))).toEqual([]);
  });
});
