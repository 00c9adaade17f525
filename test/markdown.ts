/** What is left when fenced blocks and code spans are taken out as CommonMark does. */
export function withoutCode(report: string): string {
  let fence = '';
  return report
    .split('\n')
    .filter((line) => {
      const mark = /^(`{3,})(?:text|mermaid)?$/.exec(line)?.[1] ?? '';
      if (fence !== '' && line === fence) fence = '';
      else if (fence === '' && mark !== '') fence = mark;
      else return fence === '';
      return false;
    })
    .map((line) => line.replace(/\\`/g, '').replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, ''))
    .join('\n');
}
