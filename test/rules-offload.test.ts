import { describe, expect, it } from '@jest/globals';

import { analysed, codesOf } from './tools/ftpwire.js';
import { simulate } from './simulate/index.js';

const CODE = 'NPU_OFFLOAD_HIDES_PACKETS';
const { files } = simulate({
  seed: 202,
  inspection: 'helper',
  verbosity: 6,
  sources: ['flow', 'sniffer', 'sessions'],
  sessions: [{ transfers: [{ fault: 'offloaded' }] }],
});
const [flow, sniffer, list] = [files['flow.log']!, files['sniff.txt']!, files['sessions.txt']!];

/** The finding of a report on these captures: how sure it is, and what its first line says. */
function found(...texts: string[]): [string, string] | null {
  const finding = analysed(...texts).findings.find(({ code }) => code === CODE);
  return finding === undefined ? null : [finding.confidence, finding.evidence[0]!.text];
}

describe('packets that the network processor carries', () => {
  it('are told by the session list', () => {
    const [confidence, line] = found(flow, sniffer, list)!;
    expect([confidence, line]).toEqual([
      'likely',
      expect.stringContaining('session info: proto=6 proto_state=01'),
    ]);
  });

  it('are told by the flow trace, the more surely where it did not only try', () => {
    const after = (words: string): string =>
      flow.replace(/^(.* func=)\S+ line=\d+ (msg="Find an EXP session.*)$/m, `$&\n$1x line=1 msg="${words}"`);
    const tried =
      'Trying to offloading session from port1 to port2, skb.npu_flag=00000400 ses.state=01010200 ses.npu_state=0x00000000';
    expect(found(after(tried), sniffer)).toEqual([
      'possible',
      expect.stringContaining('Trying to offloading'),
    ]);
    const did = 'npu session installation succeeded';
    expect(found(after(did), sniffer)).toEqual(['likely', expect.stringContaining(did)]);
  });

  it('are possibly the reason where 226 comes and the handshake is all that a wide sniffer shows', () => {
    const [confidence, line] = found(flow, sniffer)!;
    expect([confidence, line]).toEqual(['possible', expect.stringContaining(': psh ')]);
    const narrow = sniffer.replace(/^filters=\[.*\]$/m, 'filters=[tcp[tcpflags] & tcp-syn != 0]');
    expect(found(flow, narrow)).toBeNull();
  });

  it('are none where bytes were seen, or where the list speaks of another connection', () => {
    const whole = simulate({
      seed: 202,
      inspection: 'helper',
      verbosity: 6,
      sources: ['flow', 'sniffer'],
    }).files;
    expect(found(whole['flow.log']!, whole['sniff.txt']!, list)).toBeNull();
    const other = list.replaceAll(/:(5\d{4})->/g, ':49999->');
    expect(found(flow, sniffer, other)![0]).toBe('possible');
    expect(found(flow, sniffer, list.replace('offload=8/8', 'offload=0/0'))![0]).toBe('possible');
  });

  it('leave the verdict as it is, and nothing to change', () => {
    const report = analysed(flow, sniffer, list);
    expect(report.offers.map(({ verdict }) => verdict)).toEqual(['worked']);
    expect(codesOf(report, 'O1')).toEqual(['HELPER_PINHOLE_WORKED', CODE]);
    expect(report.findings.flatMap(({ fix, next }) => [...fix, ...next])).toEqual([]);
  });
});
