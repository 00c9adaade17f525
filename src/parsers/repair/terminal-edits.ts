const TITLE = /\x1b\][^\x07\x1b]*(?:\x07|\x1b\\|$)/g;
const STEP = /\x1b\[([\d;?]*)[ -/]*([@-~])|\x1b[ -/]*[0-~]?|[\s\S]/gy;

/** Longer than any command that a person edited. */
const EDITABLE = 4096;

/**
 * What a terminal would show of one line: titles and colours go, backspaces and cursor moves edit (a logged command is
 * not the concatenation of its bytes). A carriage return begins anew; what stood before it is kept, except `--More--`.
 */
export function asDisplayed(raw: string): string {
  return raw
    .replace(TITLE, '')
    .split('\r')
    .map((part) => (/[\x00-\x1a\x1b\x7f]/.test(part) ? edited(part) : part))
    .filter((part) => !/^ *(?:--More-- *)?$/.test(part))
    .join(' ')
    .replace(/^--More-- */, '');
}

function edited(part: string): string {
  if (part.length > EDITABLE)
    return part.replace(/\x1b(?:\[[\d;?]*[ -/]*[@-~])?|[\x00-\x08\x0b-\x1f\x7f]/g, '');
  const cells: string[] = [];
  let at = 0;
  for (const [step, amount = '', order] of part.matchAll(STEP)) {
    const n = Math.min(Number.parseInt(amount, 10) || 1, EDITABLE);
    if (step === '\b') at = Math.max(0, at - 1);
    else if (step === '\t' || step >= ' ') cells[at++] = step;
    else if (order === 'D') at = Math.max(0, at - n);
    else if (order === 'C') at = Math.min(cells.length, at + n);
    else if (order === 'G') at = Math.min(cells.length, n - 1);
    else if (order === 'P') cells.splice(at, n);
    else if (order === '@') cells.splice(at, 0, ...Array<string>(Math.min(n, 200)).fill(' '));
    else if (order === 'K' && (amount === '' || amount === '0')) cells.length = Math.min(cells.length, at);
  }
  return cells.join('');
}
