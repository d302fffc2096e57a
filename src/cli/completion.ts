import type { Command } from 'commander';
import { EVERY_RULE } from '../reports/rules.ts';
import { UsageError } from '../core/errors.ts';
import { topicBank } from '../studies/topics/load.ts';
import { toStdout } from './write.ts';

interface Known {
  /** As it is written: `scan`, `study run`. */
  readonly name: string;
  readonly description: string;
  readonly flags: readonly Flag[];
  /** What its argument may be, where that is a list: otherwise it is a path. Of a group, the names of its commands. */
  readonly words: readonly string[];
  /** True where its own commands follow it. */
  readonly group: boolean;
}
interface Flag {
  readonly long: string;
  readonly short: string | undefined;
  readonly description: string;
  readonly takesValue: boolean;
  /** What it may be set to, where that is a short list. */
  readonly choices: readonly string[];
}

/** Prints a completion script made from the commands themselves. @throws UsageError for another shell */
export async function printCompletion(shell: string, program: Command): Promise<void> {
  const words = { ...WORDS, 'topics show': (await topicBank()).topics.map(({ id }) => id) };
  const commands = program.commands.flatMap((command) => known(command, words));
  const make = SHELLS[shell];
  if (make === undefined) throw new UsageError(`no completion for ${JSON.stringify(shell)}: bash, zsh or fish`);
  await toStdout(make(commands));
}

/** A command, or a group and the commands within. */
function known(command: Command, lists: Readonly<Record<string, readonly string[]>>, parent = ''): Known[] {
  const name = parent + command.name();
  const flags = command.options.flatMap(({ long, short, description, required, argChoices }) =>
    long == null
      ? []
      : [{ long, short: short ?? undefined, description, takesValue: required, choices: argChoices ?? [] }],
  );
  const within = command.commands.map((one) => one.name());
  const group = within.length > 0;
  const words = group ? within : (lists[name] ?? []);
  const own = { name, description: command.description(), flags, words, group };
  return [own, ...command.commands.flatMap((one) => known(one, lists, `${name} `))];
}

/** What stands first on a command line. */
const outermost = (commands: readonly Known[]): readonly Known[] => commands.filter(({ name }) => !name.includes(' '));

/** A line of shell that takes the second word to the first, where the first is a group. */
function wholeName(commands: readonly Known[], condition: string, second: string): string {
  const groups = commands.filter(({ group }) => group).map(({ name }) => name);
  return groups.length === 0
    ? ''
    : `  case "$command" in ${groups.join('|')}) if ${condition}; then command="$command ${second}"; fi ;; esac\n`;
}

const names = ({ flags }: Known): string => [...flags.map(({ long }) => long), '--help'].join(' ');

/** Inside single quotes of any of the three shells. */
const plain = (text: string): string => text.replaceAll(/['\\]/g, '');

/** A branch of `case` for every flag that has choices in a command: `--format` has others in each. */
function choiceBranches(commands: readonly Known[], reply: (words: string) => string): string {
  return commands
    .flatMap(({ name, flags }) =>
      flags
        .filter(({ choices }) => choices.length > 0)
        .map(({ long, short, choices }) => {
          const either = [short, long].flatMap((flag) => (flag === undefined ? [] : [`"${name}":${flag}`])).join('|');
          return `    ${either}) ${reply(choices.join(' '))}; return ;;\n`;
        }),
    )
    .join('');
}

const SHELLS: Readonly<Record<string, (commands: readonly Known[]) => string>> = {
  bash: (commands) => `# assay completion bash >> ~/.bashrc
_assay() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${outermost(commands)
      .map(({ name }) => name)
      .join(' ')} --help --version" -- "$current"))
    return
  fi
  local command="\${COMP_WORDS[1]}"
${wholeName(commands, '[ "$COMP_CWORD" -gt 2 ] && [[ "${COMP_WORDS[2]}" != -* ]]', '${COMP_WORDS[2]}')}  case "$command:$previous" in
${choiceBranches(commands, (words) => `COMPREPLY=($(compgen -W "${words}" -- "$current"))`)}  esac
  case "$command:$current" in
${commands.map((command) => `    "${command.name}":-*) COMPREPLY=($(compgen -W "${names(command)}" -- "$current")) ;;\n${command.words.length === 0 ? '' : `    "${command.name}":*) COMPREPLY=($(compgen -W "${command.words.join(' ')}" -- "$current")) ;;\n`}`).join('')}  esac
}
complete -o default -F _assay assay
`,
  zsh: (commands) => `#compdef assay
# assay completion zsh > a folder of $fpath, as _assay
_assay() {
  local -a commands
  commands=(${outermost(commands)
    .map(({ name, description }) => `'${name}:${plain(description).replaceAll(':', '\\:')}'`)
    .join(' ')})
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="$words[2]"
${wholeName(commands, '(( CURRENT > 3 )) && [[ "$words[3]" != -* ]]', '$words[3]')}  case "$command:$words[CURRENT-1]" in
${choiceBranches(commands, (words) => `compadd -- ${words}`)}  esac
  case "$command:$PREFIX" in
${commands.map((command) => `    "${command.name}":-*) compadd -- ${names(command)} ;;\n    "${command.name}":*) ${command.words.length === 0 ? '_files' : `compadd -- ${command.words.join(' ')}`} ;;\n`).join('')}  esac
}
# Autoloaded from $fpath it is asked at once; read by hand it is only announced.
if [ "$funcstack[1]" = "_assay" ]; then _assay "$@"; else compdef _assay assay; fi
`,
  fish: (commands) => `# assay completion fish > ~/.config/fish/completions/assay.fish
${commands
  .map(({ name, description, flags, words, group }) => {
    const path = name.split(' ');
    const seen = path.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
    const within = `complete -c assay -n '${seen}'`;
    const [outer, inner] = path;
    const here =
      inner === undefined
        ? '__fish_use_subcommand'
        : `'__fish_seen_subcommand_from ${outer}; and not __fish_seen_subcommand_from ${inner}'`;
    return [
      `complete -c assay -n ${here} -f -a ${path.at(-1)} -d '${plain(description)}'`,
      ...(group || words.length === 0 ? [] : [`${within} -f -a '${words.join(' ')}'`]),
      ...flags.map(
        ({ long, short, description: what, takesValue, choices }) =>
          `${within} -l ${long.slice(2)}${short === undefined ? '' : ` -s ${short.slice(1)}`}${choices.length > 0 ? ` -x -a '${choices.join(' ')}'` : takesValue ? ' -r' : ''} -d '${plain(what)}'`,
      ),
    ].join('\n');
  })
  .join('\n')}
`,
};

/** Arguments that are no paths. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  explain: EVERY_RULE.map(({ id }) => id),
  completion: Object.keys(SHELLS),
};
