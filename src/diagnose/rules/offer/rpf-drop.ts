import { rpfDropCause } from '../shared/rpf-drop.js';
import { reasonsOf } from '../../observations/drop-reason.js';
import { finalDenial } from '../../facts/final-denial.js';
import type { Rule } from '../../rule.js';
import { entry, quoted } from '../../wording/fortios-lines.js';
import { dialler } from '../../wording/sentences.js';
import { numbered, change } from '../../wording/steps.js';

/** The route back to the source does not use the interface by which the SYN came in. */
export const rpfDrop: Rule = {
  ...rpfDropCause,
  judge: (it) => {
    const denial = finalDenial(it, ...reasonsOf('RPF_DROP'));
    if (denial === null) return null;
    const { trace } = denial;
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
        change(
          `A route to the source by ${trace.interface ?? 'that interface'}; one with a higher priority number is enough`,
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
