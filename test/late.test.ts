import { describe, expect, it } from '@jest/globals';

import { stored } from './samples/folder.js';
import { analyse } from './samples/run.js';

/** A control connection of more packets than are kept, and then one that fits no session. */
describe('what the kernel says late in a long connection', () => {
  const files = stored('control-forgotten');
  const trace = files['flow.log']!;
  const dropped = trace.slice(trace.lastIndexOf('\n', trace.indexOf('no session matched') - 120) + 1);
  const before = trace.slice(0, trace.length - dropped.length);
  const said =
    /^(.*)(\d\d:\d\d:\d\d)( id=\d+ trace_id=)(\d+)(.*flag \[P\.\], seq )(\d+)(.*)\n(.*?)(\d\d:\d\d:\d\d)( id=\d+ trace_id=)\d+(.*)$/m;
  const [, date, , id, , packet, , rest, , , , found] = said.exec(trace)!;
  const packets = (count: number, time: (nth: number) => string): string =>
    Array.from({ length: count }, (_, nth) => {
      const head = `${date}${time(nth)}${id}${9000 + nth}`;
      return `${head}${packet}${5_000_000 + nth}${rest}\n${head}${found}\n`;
    }).join('');
  const soon = (nth: number): string => `20:50:${30 + nth}`;
  const codes = (flow: string, others = files): string[] =>
    analyse({ ...others, 'flow.log': flow }).findings.map(({ code }) => code);

  it('is heard behind packets of which nothing is kept', () => {
    expect(codes(before + packets(20, soon) + dropped)).toContain('CONTROL_IDLE_TIMEOUT');
  });

  it('is heard where nobody reads what is said', () => {
    expect(codes(before + packets(20, soon) + dropped, {})).toContain('CONTROL_IDLE_TIMEOUT');
  });

  it('is no idle time where a packet that is not kept came shortly before', () => {
    const late = packets(20, soon) + packets(3, () => '21:51:50').replaceAll('trace_id=9', 'trace_id=8');
    expect(codes(before + late + dropped)).not.toContain('CONTROL_IDLE_TIMEOUT');
  });
});
