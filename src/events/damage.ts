/** Kinds of damage that lose something. What other kinds damaged was put together again without doubt. */
export const LOSSES: ReadonlySet<string> = new Set([
  'bad-capture-length',
  'cut-record',
  'hex-cut',
  'hex-offset',
  'lost-head',
  'lost-letters',
  'lost-tuple',
  'masked-address',
  'truncated-capture',
  'truncated-record',
  'unread-record',
]);
