import { rpfDropCause } from '../shared/rpf-drop.js';
import { reasonsOf } from '../../observations/drop-reason.js';
import { finalDenial } from '../../facts/final-denial.js';
import type { Rule } from '../../rule.js';
import { entry, quoted } from '../../wording/fortios-lines.js';
import { dialler } from '../../wording/sentences.js';
import { addressOf } from '../../../net.js';
import { routeTo } from '../../../catalogue/host-commands.js';
import { change, check, numbered } from '../../wording/steps.js';

/** The route back to the source does not use the interface by which the SYN came in. */
export const rpfDrop: Rule = {
  ...rpfDropCause,
  judge: (it) => {
    const denial = finalDenial(it, ...reasonsOf('RPF_DROP'));
    if (denial === null) return null;
    const { trace } = denial;
    const vdom = trace.vdom === 'root' ? undefined : trace.vdom;
    const control = it.control?.connection?.near.traces[0];
    const other =
      control?.interface !== undefined && control.interface !== trace.interface
        ? `; the control connection came in by ${control.interface}`
        : '';
    return {
      message: `The reverse path check dropped the data connection: ${dialler(it)} came in by ${trace.interface ?? 'an interface'} and the unit has no route back that way${other}.`,
      evidence: [denial.drop.moment, trace, control, it.expectation?.opened, it.offer.offered],
      confidence: 'proven',
      steps: numbered(
        check('See the route to the source that is used now', routeTo(addressOf(trace.src))),
        change(
          `A second route to the same network by ${trace.interface ?? 'that interface'}`,
          '# With the same distance and a higher priority number it stays in reserve, and the check lets the SYN in.',
          entry(vdom, trace.src.startsWith('[') ? 'router static6' : 'router static', '0', [
            'set dst <network-of-that-route>',
            'set gateway <gateway>',
            `set device ${quoted(trace.interface ?? '<interface>')}`,
            'set priority 10',
          ]),
        ),
        change(
          'The last resort: no check of sources on that interface',
          '# It ends the check against forged sources there.',
          entry(undefined, 'system interface', quoted(trace.interface ?? '<interface>'), [
            'set src-check disable',
          ]),
        ),
      ),
    };
  },
};
