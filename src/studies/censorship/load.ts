import { topicBank } from '../topics/load.ts';
import { cautionsOf } from '../topics/mix-ups.ts';
import type { Study } from '../engine/study.ts';
import type { Judged } from './judged.ts';
import { JUDGES } from './judges.ts';
import { censorshipStudyOf } from './study.ts';

/** What a user says of the study. */
interface CensorshipRequest {
  /** The name of a bank of topics, a file or a folder; Assay's own where none is named. */
  readonly bank?: string;
  /** Options by name, as text. */
  readonly set?: Readonly<Record<string, string>>;
}

/** The study with the bank that is named, judged by rules. @throws UsageError where bank or options make no sense */
export async function censorshipStudy({ bank: name, set = {} }: CensorshipRequest): Promise<Study<Judged>> {
  const bank = await topicBank(name);
  // Those of Assay's own are checked where it is built.
  return censorshipStudyOf(bank, JUDGES, set, name === undefined ? [] : cautionsOf(bank));
}
