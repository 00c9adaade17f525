import { firstWords, flagWords, secondWords, type CompletedCommand } from './model.js';

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
  $known = if ($typed.Count -lt 2) { ${listOf(firstWords(commands))} }
    elseif ($values.ContainsKey("$command $($typed[-1])")) { $values["$command $($typed[-1])"] }
    elseif ($command -eq 'export') { ${listOf(secondWords(commands))} }
    else { $flags[$command] }
  $known | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}
