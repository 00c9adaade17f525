import type { TextSpan } from '../../secrets/span.js';

/** A place in a text where something stands that says who, and what to write there instead. */
export interface Mention extends TextSpan {
  readonly text: string;
}
