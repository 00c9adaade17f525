/** The damage of a file in a named folder that could not be read, or not to its end. */
export const UNREADABLE = 'unreadable';

/** The damage of a packed file that was read up to where it holds more than a capture can. */
export const PACKED_TOO_DENSELY = 'packed-too-densely';

/** Kinds of damage that lose something. What other kinds damaged was put together again without doubt. */
export const LOSSES: ReadonlySet<string> = new Set([
  'bad-capture-length',
  'corrupt-gzip',
  'corrupt-tar',
  'corrupt-zip',
  'corrupt-zstd',
  'cut-record',
  'hex-cut',
  'hex-offset',
  'lost-head',
  'lost-letters',
  'lost-tuple',
  'masked-address',
  PACKED_TOO_DENSELY,
  'truncated-capture',
  'truncated-gzip',
  'truncated-record',
  'truncated-tar',
  'truncated-zip',
  'truncated-zstd',
  'unread-record',
  UNREADABLE,
]);

/** A file of which nobody could read this share, and at least so many lines, may lack anything. */
const LARGELY_UNREAD_SHARE = 0.25;
const LARGELY_UNREAD_LINES = 4;

/** True if nobody could read a large part of these lines: whatever is missing may stand in it. */
export function isLargelyUnread(lines: number, unrecognised: number): boolean {
  return unrecognised >= LARGELY_UNREAD_LINES && unrecognised >= lines * LARGELY_UNREAD_SHARE;
}
