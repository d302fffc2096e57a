import type { Command } from 'commander';
import { UsageError } from '../core/errors.ts';

interface Known {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly Flag[];
}
interface Flag {
  readonly long: string;
  readonly short: string | undefined;
  /** What it may be set to, where that is a short list. */
  readonly choices: readonly string[];
}

/** Prints a completion script made from the commands themselves. @throws UsageError for another shell */
export function printCompletion(shell: string, program: Command): void {
  const commands = program.commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    flags: command.options.flatMap(({ long, short, argChoices }) =>
      long == null ? [] : [{ long, short: short ?? undefined, choices: argChoices ?? [] }],
    ),
  }));
  const make = SHELLS[shell];
  if (make === undefined) throw new UsageError(`no completion for ${JSON.stringify(shell)}: bash, zsh or fish`);
  process.stdout.write(make(commands));
}

const names = ({ flags }: Known): string => [...flags.map(({ long }) => long), '--help'].join(' ');

/** Inside single quotes of any of the three shells. */
const plain = (text: string): string => text.replaceAll(/['\\]/g, '');

/** Every flag with choices, once: the same flag has the same choices in all commands. */
function withChoices(commands: readonly Known[]): Flag[] {
  const all = commands.flatMap(({ flags }) => flags.filter(({ choices }) => choices.length > 0));
  return [...new Map(all.map((flag) => [flag.long, flag])).values()];
}

const either = ({ long, short }: Flag): string => (short === undefined ? long : `${short}|${long}`);

const SHELLS: Readonly<Record<string, (commands: readonly Known[]) => string>> = {
  bash: (commands) => `# assay completion bash >> ~/.bashrc
_assay() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')} --help --version" -- "$current"))
    return
  fi
  case "$previous" in
${withChoices(commands)
  .map(
    (flag) => `    ${either(flag)}) COMPREPLY=($(compgen -W "${flag.choices.join(' ')}" -- "$current")); return ;;\n`,
  )
  .join('')}  esac
  case "\${COMP_WORDS[1]}" in
${commands.map((command) => `    ${command.name}) [ "\${current#-}" != "$current" ] && COMPREPLY=($(compgen -W "${names(command)}" -- "$current")) ;;`).join('\n')}
  esac
}
complete -o default -F _assay assay
`,
  zsh: (commands) => `#compdef assay
# assay completion zsh > a folder of $fpath, as _assay
_assay() {
  local -a commands
  commands=(${commands.map(({ name, description }) => `'${name}:${plain(description).replaceAll(':', '\\:')}'`).join(' ')})
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "$words[CURRENT-1]" in
${withChoices(commands)
  .map((flag) => `    ${either(flag)}) compadd -- ${flag.choices.join(' ')}; return ;;\n`)
  .join('')}  esac
  case "$words[2]" in
${commands.map((command) => `    ${command.name}) compadd -- ${names(command)}; _files ;;`).join('\n')}
  esac
}
# Autoloaded from $fpath it is asked at once; read by hand it is only announced.
if [ "$funcstack[1]" = "_assay" ]; then _assay "$@"; else compdef _assay assay; fi
`,
  fish: (commands) => `# assay completion fish > ~/.config/fish/completions/assay.fish
${commands
  .map(({ name, description, flags }) =>
    [
      `complete -c assay -n __fish_use_subcommand -a ${name} -d '${plain(description)}'`,
      ...flags.map(
        ({ long, short, choices }) =>
          `complete -c assay -n '__fish_seen_subcommand_from ${name}' -l ${long.slice(2)}${short === undefined ? '' : ` -s ${short.slice(1)}`}${choices.length === 0 ? '' : ` -x -a '${choices.join(' ')}'`}`,
      ),
    ].join('\n'),
  )
  .join('\n')}
`,
};
