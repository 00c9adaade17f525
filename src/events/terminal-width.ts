/** Terminals have 80, 100, 120, 132, 160 … columns: a line of that length may be cut. */
export function isTerminalWidth(length: number): boolean {
  return length >= 80 && length <= 250 && (length % 10 === 0 || length === 128 || length === 132);
}
