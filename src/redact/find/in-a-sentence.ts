import type { NameFound } from './name-found.js';
import { isReplyWord } from './reply-words.js';
import { isOrdinary } from './shipped.js';

/** Users and hosts are found in sentences, too, where an ordinary word may stand in their place. */
export function isSaidOfSomebody({ kind, value }: NameFound): boolean {
  return !(kind === 'host' || kind === 'user') || !(isReplyWord(value) && isOrdinary(value));
}
