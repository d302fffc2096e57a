import type { Command } from 'commander';
import { UsageError } from '../core/errors.ts';

interface Known {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly string[];
}

/** Prints a completion script made from the commands themselves. @throws UsageError for another shell */
export function printCompletion(shell: string, program: Command): void {
  const commands = program.commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    flags: command.options.flatMap((option) => (option.long ? [option.long] : [])),
  }));
  const make = SHELLS[shell];
  if (make === undefined) throw new UsageError(`no completion for ${JSON.stringify(shell)}: bash, zsh or fish`);
  process.stdout.write(make(commands));
}

const SHELLS: Readonly<Record<string, (commands: readonly Known[]) => string>> = {
  bash: (commands) => `# assay completion bash >> ~/.bashrc
_assay() {
  local current="\${COMP_WORDS[COMP_CWORD]}"
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')} --help --version" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${commands.map(({ name, flags }) => `    ${name}) [ "\${current#-}" != "$current" ] && COMPREPLY=($(compgen -W "${flags.join(' ')} --help" -- "$current")) ;;`).join('\n')}
  esac
}
complete -o default -F _assay assay
`,
  zsh: (commands) => `#compdef assay
# assay completion zsh > a folder of $fpath, as _assay
_assay() {
  local -a commands
  commands=(${commands.map(({ name, description }) => `'${name}:${description.replaceAll("'", '').replaceAll(':', '')}'`).join(' ')})
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "$words[2]" in
${commands.map(({ name, flags }) => `    ${name}) compadd -- ${flags.join(' ')} --help; _files ;;`).join('\n')}
  esac
}
compdef _assay assay
`,
  fish: (commands) => `# assay completion fish > ~/.config/fish/completions/assay.fish
${commands
  .map(({ name, description, flags }) =>
    [
      `complete -c assay -n __fish_use_subcommand -a ${name} -d '${description.replaceAll("'", '')}'`,
      ...flags.map((flag) => `complete -c assay -n '__fish_seen_subcommand_from ${name}' -l ${flag.slice(2)}`),
    ].join('\n'),
  )
  .join('\n')}
`,
};
