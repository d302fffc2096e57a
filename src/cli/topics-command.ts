import type { Command } from 'commander';
import type { TopicsFlags } from './topics.ts';

/** Browses the questions that the study of censorship asks. */
export function addTopicsCommand(program: Command): void {
  const topics = program.command('topics').description('list the topics that models are questioned on, by group');
  addFilters(topics)
    .option('--group <name>', 'only of this group')
    .option('--held-out', 'only those held out of examples and tuning')
    .action(async (flags: TopicsFlags) => (await import('./topics.ts')).listTopics(flags));
  addFilters(topics.command('show'))
    .description('show a topic: the official account, the facts with their sources, the questions')
    .argument('<topic>', 'its id')
    // The command above takes most of these options too, and with that all that are given.
    .action(async (id: string, _: TopicsFlags, command: Command) =>
      (await import('./topics.ts')).showTopic(id, command.optsWithGlobals<TopicsFlags>()),
    );
}

const addFilters = (command: Command): Command =>
  command
    .option('--bank <path>', 'a bank of your own: YAML, CSV, TSV, JSONL, text, or a folder (default: that of Assay)')
    .option('--language <tag>', 'only questions in this language, e.g. zh-Hans; shown with their wordings')
    .option('--form <id>', 'only questions of this form, e.g. dated-fact')
    .option('--json', 'print JSON');
