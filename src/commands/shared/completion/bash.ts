import { firstWords, flagWords, secondWords, type CompletedCommand } from './model.js';

export function bashCompletion(bin: string, commands: readonly CompletedCommand[]): string {
  const values = commands.flatMap(({ words, flags }) =>
    flags
      .filter((flag) => flag.values.length > 0)
      .map((flag) => {
        const places = flagWords(flag).map((word) => `'${words} ${word}'`);
        return `    ${places.join('|')}) words='${flag.values.join(' ')}' ;;`;
      }),
  );
  const flags = commands.map(
    ({ words, flags: all }) => `      '${words}') words='${all.flatMap(flagWords).join(' ')} --help' ;;`,
  );
  const operands = commands
    .filter((one) => one.operands.length > 0)
    .map((one) => `      '${one.words}') words='${one.operands.join(' ')}' ;;`);
  return `# bash completion of ${bin}: ${bin} completion bash > ~/.local/share/bash-completion/completions/${bin}
_${bin}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} words=''
  [[ $cur == '=' ]] && cur=''
  [[ $prev == '=' ]] && prev=\${COMP_WORDS[COMP_CWORD-2]}
  [[ $command == export && $COMP_CWORD -gt 2 ]] && command="export \${COMP_WORDS[2]}"
  case "$command $prev" in
${values.join('\n')}
  esac
  if [[ -z $words && $cur == -* ]]; then
    case "$command" in
${flags.join('\n')}
    esac
  elif [[ -z $words && $COMP_CWORD -eq 1 ]]; then
    words='${firstWords(commands).join(' ')}'
  elif [[ -z $words && $COMP_CWORD -eq 2 && $command == export ]]; then
    words='${secondWords(commands).join(' ')}'
  elif [[ -z $words ]]; then
    case "$command" in
${operands.join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o bashdefault -o default -F _${bin} ${bin}
`;
}
