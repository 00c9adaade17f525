const PRINTABLE = /^[ -~]*$/;
// Characters that JSON allows but that terminals and editors obey. Their escaped form is the same JSON value.
const UNSAFE = /[\u007f-\u009f\p{Cf}\u2028\u2029]/gu;

/** The same JSON without any character that a terminal would obey. */
export function harmless(json: string): string {
  return PRINTABLE.test(json) ? json : json.replace(UNSAFE, escaped);
}

const escaped = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
