import { flagWords, type CompletedCommand } from './model.js';

const listOf = (words: readonly string[]): string => `@(${words.map((word) => `'${word}'`).join(', ')})`;

export function powershellCompletion(bin: string, commands: readonly CompletedCommand[]): string {
  const flags = commands.map(
    ({ words, flags: all, operands }) =>
      `    '${words}' = ${listOf([...all.flatMap(flagWords), '--help', ...operands])}`,
  );
  const values = commands.flatMap(({ words, flags: all }) =>
    all
      .filter((flag) => flag.values.length > 0)
      .flatMap((flag) => flagWords(flag).map((word) => `    '${words} ${word}' = ${listOf(flag.values)}`)),
  );
  const first = [...new Set(commands.map(({ words }) => words.split(' ')[0] ?? ''))];
  const second = commands.flatMap(({ words }) => words.split(' ')[1] ?? []);
  return `# PowerShell completion of ${bin}: ${bin} completion powershell >> $PROFILE
Register-ArgumentCompleter -Native -CommandName ${bin} -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $flags = @{
${flags.join('\n')}
  }
  $values = @{
${values.join('\n')}
  }
  $typed = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  $command = $typed[1]
  if ($command -eq 'export' -and $typed.Count -gt 2) { $command = "export $($typed[2])" }
  $known = if ($typed.Count -lt 2) { ${listOf(first)} }
    elseif ($values.ContainsKey("$command $($typed[-1])")) { $values["$command $($typed[-1])"] }
    elseif ($command -eq 'export') { ${listOf(second)} }
    else { $flags[$command] }
  $known | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}
