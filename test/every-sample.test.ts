// @long Judges every sample, and each of its files alone.
// What holds of every case. One suite, because to judge all of them takes longer than to look at what was said.
import './every-sample/advice.js';
import './every-sample/invariants.js';
import './every-sample/steps.js';
import './every-sample/words.js';
