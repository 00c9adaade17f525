import { active } from './active.js';
import { beside } from './beside.js';
import { captures } from './captures.js';
import { configured } from './configured.js';
import { control } from './control.js';
import { data } from './data.js';
import { dialogues } from './dialogues.js';
import { edges } from './edges.js';
import { endings } from './endings.js';
import { forwarding } from './forwarding.js';
import { helper } from './helper.js';
import { offers } from './offers.js';
import { ownership } from './ownership.js';
import { proxy } from './proxy.js';
import { transfers } from './transfers.js';
import type { Sample } from './sample.js';

/** Every case that is made; the real capture stands beside them as it was found. */
export const samples: Sample[] = [
  ...[...proxy, ...ownership, ...endings, ...helper, ...active, ...control],
  ...[...data, ...edges, ...configured, ...forwarding, ...dialogues, ...transfers, ...offers],
  ...[...captures, ...beside],
];
