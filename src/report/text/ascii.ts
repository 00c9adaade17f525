/** What reports draw beyond ASCII, each as wide as its stand-in. */
const DRAWN: Readonly<Record<string, string>> = {
  ...{ '│': '|', '┊': ':', '─': '-', '●': 'o', '✗': 'x', '…': '~', '’': "'" },
};

/** A line of a report with ASCII alone; letters of other scripts are shown as `?`. */
export const ascii = (line: string): string =>
  line.replace(/[^\u0000-\u007f]/gu, (sign) => DRAWN[sign] ?? '?');
