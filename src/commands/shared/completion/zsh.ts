import { flagWords, secondWords, type CompletedCommand, type CompletedFlag } from './model.js';

export function zshCompletion(bin: string, commands: readonly CompletedCommand[]): string {
  const first = new Map(commands.map(({ words, about }) => [words.split(' ')[0] ?? '', about]));
  const cases = commands.map(({ words, flags, operands }) => {
    const rest = operands.length > 0 ? `'*:value:(${operands.join(' ')})'` : `'*:file:_files'`;
    return `    '${words}') _arguments ${[...flags.map(flagSpec), rest].join(' \\\n      ')} ;;`;
  });
  return `#compdef ${bin}
# zsh completion of ${bin}: ${bin} completion zsh > a folder of $fpath, as _${bin}
_${bin}() {
  local -a commands=(${[...first].map(([word, about]) => `\n    '${word}:${about}'`).join('')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    _files
    return
  fi
  local command=$words[2]
  if [[ $command == export ]]; then
    if (( CURRENT == 3 )); then
      compadd ${secondWords(commands).join(' ')}
      return
    fi
    command="export $words[3]"
    shift words
    (( CURRENT-- ))
  fi
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
    *) _files ;;
  esac
}
if [[ $funcstack[1] == _${bin} ]]; then _${bin} "$@"; else compdef _${bin} ${bin}; fi
`;
}

function flagSpec(flag: CompletedFlag): string {
  const words = flagWords(flag);
  const value = flag.values.length > 0 ? `:value:(${flag.values.join(' ')})` : ':value:_files';
  const rest = `'[${flag.about}]${flag.takesValue ? value : ''}'`;
  return words.length === 1 ? `'*'${words[0] ?? ''}${rest}` : `'*'{${words.join(',')}}${rest}`;
}
