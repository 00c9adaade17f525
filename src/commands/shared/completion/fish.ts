import type { CompletedCommand, CompletedFlag } from './model.js';

export function fishCompletion(bin: string, commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ words, about, flags, operands }) => {
    const [first = '', second] = words.split(' ');
    const seen = `-n '__fish_seen_subcommand_from ${second ?? first}'`;
    return [
      `complete -c ${bin} -n __fish_use_subcommand -a ${first} -d '${about}'`,
      ...(second === undefined
        ? []
        : [`complete -c ${bin} -n '__fish_seen_subcommand_from ${first}' -a ${second} -d '${about}'`]),
      ...(operands.length === 0 ? [] : [`complete -c ${bin} ${seen} -a '${operands.join(' ')}'`]),
      ...flags.map((flag) => `complete -c ${bin} ${seen} ${flagSpec(flag)}`),
    ];
  });
  return `# fish completion of ${bin}: ${bin} completion fish > ~/.config/fish/completions/${bin}.fish
${lines.join('\n')}
`;
}

function flagSpec({ name, char, about, takesValue, values }: CompletedFlag): string {
  const short = char === undefined ? '' : ` -s ${char}`;
  const value = values.length > 0 ? ` -x -a '${values.join(' ')}'` : ' -r';
  return `-l ${name}${short}${takesValue ? value : ''} -d '${about}'`;
}
