import { portOf } from '../../../net.js';
import { entry, quoted } from '../../wording/fortios-lines.js';
import { forwards, hasAddress, mappedPort } from '../../../configuration/vips.js';
import { aVip } from '../../wording/config-objects.js';
import { failingLine } from '../../facts/failing-line.js';
import type { Rule } from '../../rule.js';
import { dialledEnd } from '../../facts/dialling.js';
import { withNames, entryFor } from '../../wording/named-steps.js';
import { numbered, change } from '../../wording/steps.js';

/** A range VIP maps the offered port to another one, but the server listens at the port it offered. */
export const vipPortTranslated: Rule = {
  code: 'VIP_PORT_TRANSLATED',
  stage: 'nat',
  verdict: 'failed',
  grade: 'B',
  title: 'the VIP changes the port numbers',
  mechanism:
    'The range VIP maps the passive ports to other numbers. The client dials the number of the offer and arrives at another port of the server.',
  evidence: 'Different extport and mappedport for the offered port.',
  neighbours: { PASV_PORT_OUTSIDE_RANGE: 'the port is not in the range at all' },
  steps: withNames((names) => [
    change(
      'The same port numbers on both sides of the VIP',
      '# Connections through this VIP are cut once.',
      entryFor(names, 'firewall vip', names.vip, 'set extport 50000-51000', 'set mappedport 50000-51000'),
    ),
  ]),
  source: 'Fortinet KB 262988',

  judge: (it) => {
    const arrives = it.vip?.mapped ?? null;
    const offered = portOf(it.offer.endpoint);
    const failing = failingLine(it) ?? it.far?.reset ?? null;
    if (!it.passive || it.hit !== null || arrives === null || failing === null) return null;
    if (it.offer.offered === null || portOf(arrives) === offered) return null;
    const end = dialledEnd(it);
    const port = portOf(end) ?? 0;
    const vip = it.timeline.configuration.vips.find(
      (one) =>
        hasAddress(one, end) &&
        forwards(one, port) &&
        mappedPort(one, port) === portOf(arrives) &&
        port !== mappedPort(one, port),
    );
    const from = vip?.mappedport.from ?? 'default';
    const range = vip?.extport.value[0];
    return {
      message: `The server offered port ${offered ?? ''}, but ${vip === undefined ? 'a VIP' : aVip(vip)} translated the connection to ${end} to ${arrives}, where nothing was offered.`,
      evidence: [
        failing,
        it.vip?.moment,
        from === 'default' ? null : { line: from },
        it.offer.offered,
        it.syn,
      ],
      confidence: 'likely',
      steps: numbered(
        vip === undefined || range === undefined
          ? change('The same port numbers on both sides of the VIP: extport and mappedport alike')
          : change(
              'The same port numbers on both sides of the VIP, and the same range on the server',
              '# Open connections through it are cut.',
              entry(vip.vdom, 'firewall vip', quoted(vip.name), [
                `set mappedport ${range.first === range.last ? range.first : `${range.first}-${range.last}`}`,
              ]),
            ),
      ),
    };
  },
};
