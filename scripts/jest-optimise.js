// The V8 of Node 20 optimises a function early and again for each new kind of line: a fifth of the CPU time of a suite
// that judges many samples. The program itself starts with the same (bin/run.js).
import { setFlagsFromString } from 'node:v8';

if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=500000');
