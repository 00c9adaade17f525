// The order of the test files for a mutant: first those that have killed the most, then the small ones.
import { kills } from './jest-circus-until-killed.js';

const rank = ({ path }) => kills.get(path) ?? 0;
const last = /\/(?:formats-mixed|quick|settle|lines|damaged|peer-pairing|samples)\.test\.ts$/;

export default class Order {
  sort(tests) {
    const late = ({ path }) => (last.test(path) ? 1 : 0);
    return [...tests].sort((a, b) => rank(b) - rank(a) || late(a) - late(b));
  }
  cacheResults() {}
}
