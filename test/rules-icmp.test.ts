import { describe, expect, it } from '@jest/globals';

import type { OfferCase } from '../src/diagnose/cases/offer-case.js';
import { reportedUnreachable } from '../src/diagnose/facts/reported-unreachable.js';
import { stored } from './samples/folder.js';
import { analyse } from './samples/run.js';

/** A connection that one ICMP error is about, answered with a reset or not. */
const asked = (target: string | null, reset: object | null, opened = false): OfferCase =>
  ({ flow: { unreachable: [{ target }] }, near: { reset }, far: null, opened }) as unknown as OfferCase;

describe('an ICMP error', () => {
  it.each([
    ['names the endpoint', asked('10.0.0.9:50000', null), true],
    ['names the endpoint of a connection that was reset', asked('10.0.0.9:50000', {}), true],
    ['names the host', asked('10.0.0.9', null), true],
    ['names a host that answered with a reset', asked('10.0.0.9', {}), false],
    ['names an endpoint that answered', asked('10.0.0.9:50000', null, true), false],
    ['is cut before it names anything', asked(null, null), false],
  ])('%s', (_, it, counts) => {
    expect(reportedUnreachable(it) !== null).toBe(counts);
  });

  it('is the failing line of the leg whose SYN the capture does not show', () => {
    const { 'sniff.txt': sniff = '', ...others } = stored('proxy-icmp-unreachable');
    const lines = sniff.split('\n').filter((line) => !/srv\.30 out .*50493: syn/.test(line));
    const [offer] = analyse({ ...others, 'sniff.txt': lines.join('\n') }).offers;
    expect(offer).toMatchObject({ verdict: 'failed', code: 'ICMP_UNREACHABLE' });
    const leg = offer!.stages.find(({ stage }) => stage === 'serverLeg');
    expect(leg?.state).toBe('failed');
    expect(leg?.evidence[0]?.text).toContain('unreachable');
  });
});
