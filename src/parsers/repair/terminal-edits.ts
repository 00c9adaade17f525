const TITLE = /\x1b\][^\x07\x1b]*(?:\x07|\x1b\\|$)/g;
const STEP = /\x1b\[([\d;?]*)[ -/]*([@-~])|\x1b[ -/]*[0-~]?|[\s\S]/gy;

/** Longer than any command that a person edited. */
const EDITABLE = 4096;

/**
 * What a terminal would show of one line: titles and colours are dropped, backspaces and cursor moves are carried out,
 * for a person edited the command that was logged. Text before a carriage return is kept, except `--More--`.
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
  const line: Line = { cells: [], at: 0 };
  for (const [step, amount = '', order] of part.matchAll(STEP)) {
    if (order !== undefined) obey(line, order, amount);
    else if (step === '\b') line.at = Math.max(0, line.at - 1);
    else if (step === '\t' || step >= ' ') line.cells[line.at++] = step;
  }
  return line.cells.join('');
}

/** What a terminal shows of the line so far, and where its cursor is. */
interface Line {
  readonly cells: string[];
  at: number;
}

/** The escape sequences that move the cursor or change the line; all others, such as colours, change nothing. */
function obey(line: Line, order: string, amount: string): void {
  const { cells, at } = line;
  const n = Math.min(Number.parseInt(amount, 10) || 1, EDITABLE);
  switch (order) {
    case 'D':
      line.at = Math.max(0, at - n);
      break;
    case 'C':
      line.at = Math.min(cells.length, at + n);
      break;
    case 'G':
      line.at = Math.min(cells.length, n - 1);
      break;
    case 'P':
      cells.splice(at, n);
      break;
    case '@':
      cells.splice(at, 0, ...Array<string>(Math.min(n, 200)).fill(' '));
      break;
    case 'K':
      if (amount === '' || amount === '0') cells.length = Math.min(cells.length, at);
  }
}
