import type { Claim } from '../../claim.ts';
import { ClaimError } from '../../claim-error.ts';
import { EVENTS } from '../../export-controls/events.gen.ts';
import { day } from '../../export-controls/date.ts';
import { RULES } from '../../export-controls/rules/rules.ts';
import { settled } from '../../export-controls/settled.ts';
import { standingOf } from '../../export-controls/standing.ts';
import type { Held } from '../../verdict.ts';
import type { CheckContext, CheckKind } from '../check-kind.ts';
import { notYetSaid } from '../known-by.ts';

type EventCheck = Extract<Claim['check'], { kind: 'event' }>;
type Entry = EventCheck['events'][number];

interface Happened {
  readonly id: string;
  readonly date: string;
  readonly until?: string | undefined;
  readonly source: string;
  readonly status: string;
  readonly says: string;
}

export const eventCheck: CheckKind<EventCheck> = {
  kind: 'event',
  thing: 'event',
  about: 'that something happened on a day, or that a rule stands on it',
  hold: ({ events }, context) => ({ sets: events.map((one, at) => holdEvent(one, at, context)), limits: [] }),
  inputs: () => [],
  with: (check) => check,
};

function eventOf(entry: Entry['event'], at: number): Happened {
  if (typeof entry !== 'string') return { id: `event-${at + 1}`, ...entry };
  const found = EVENTS.find(({ id }) => id === entry);
  if (found === undefined) throw new ClaimError('unknown-quantity', `data/export-controls has no event ${entry}`);
  return found;
}

function holdEvent({ event: entry, claimed }: Entry, at: number, context: CheckContext): Held {
  const event = eventOf(entry, at);
  const own = 'happened_on' in claimed;
  const later = laterThan(event, claimed, context.asOf);
  if (later !== undefined)
    return { id: event.id, title: event.says, own, inputs: [], unverified: [], outcome: 'unknown', says: later };
  const unread = event.status === 'recalled';
  const { outcome, says, inPart } =
    'happened_on' in claimed ? happened(event, claimed.happened_on) : stands(event, claimed, context);
  return {
    id: event.id,
    title: event.says,
    own,
    inputs: [],
    unverified: unread ? [event.id] : [],
    outcome: unread ? 'unknown' : outcome,
    says: unread ? `${says}; nobody read ${event.source}` : `${says} (${event.source})`,
    ...(inPart === undefined ? {} : { inPart }),
  };
}

/** What nobody could say yet: an event counts from the last day that its date can mean, for by then it had happened. */
function laterThan({ date, source }: Happened, claimed: Entry['claimed'], asOf: string): string | undefined {
  if ('true_on' in claimed && claimed.true_on > asOf && !asOf.startsWith(claimed.true_on))
    return `not yet said on ${asOf}: it is said of ${claimed.true_on}`;
  return notYetSaid([{ name: source, date: lastDay(date) }], asOf);
}

type Answer = Pick<Held, 'outcome' | 'says' | 'inPart'>;

/** A claimed month holds every day of it; a day is not shown by a source that knows the month alone. */
function happened({ date }: Happened, claimed: string): Answer {
  if (date === claimed || date.startsWith(`${claimed}-`)) return { outcome: 'reproduces', says: `of ${date}` };
  if (claimed.startsWith(`${date}-`)) return { outcome: 'possible', says: `of ${date}, the day is not known` };
  return { outcome: 'fails', says: `of ${date}, not ${claimed}` };
}

type Stands = 'yes' | 'in part' | 'not yet' | 'no more';

/** A statement of what is so: on the day that it is made of, and on the day of the check. */
function stands(
  event: Happened,
  { true_on: on, done }: { true_on: string; done?: true | undefined },
  { asOf }: CheckContext,
): Answer {
  const [then, now] = [stateOn(event, on), stateOn(event, asOf)];
  const both = then.says === now.says ? then.says : `on ${on} ${then.says}; on ${asOf} ${now.says}`;
  if (then.state === 'not yet') return { outcome: 'fails', says: both };
  if (then.state === 'no more' || now.state === 'no more')
    return { outcome: 'expired', says: both, ...(done === true && !everDue(event.id) ? { inPart: true } : {}) };
  // Printed and effective is so; that people must already comply is more.
  const whole = then.state === 'yes' || (then.state === 'in part' && done !== true);
  return { outcome: whole ? 'holds' : 'possible', says: both };
}

/** Whether there was a day on which people had to comply with a rule. What is no rule has no such day, and was so as a whole. */
function everDue(id: string): boolean {
  const dates = RULES.find((one) => one.id === id)?.dates;
  if (dates === undefined) return true;
  const { effective, compliance } = dates;
  const last = compliance ?? (typeof effective === 'string' ? effective : effective[1]);
  return standingOf(dates, last).state === 'in-force';
}

function stateOn({ id, date, until }: Happened, on: string): { state: Stands; says: string } {
  const rule = RULES.find((one) => one.id === id);
  const at = day(lastDay(on));
  if (rule === undefined) {
    if (settled(date) > at) return { state: 'not yet', says: `not before ${date}` };
    return until !== undefined && settled(until) <= at
      ? { state: 'no more', says: `no more since ${until}` }
      : { state: 'yes', says: `so since ${date}` };
  }
  const { state, says } = standingOf(rule.dates, at);
  if (state === 'unpublished') return { state: 'not yet', says };
  if (state === 'replaced' || state === 'not-enforced') return { state: 'no more', says };
  return { state: state === 'in-force' ? 'yes' : 'in part', says };
}

/** The last day of the calendar that a day, month or year can mean: what is so by then. */
function lastDay(date: string): string {
  const [year = '', month = '12', dayOfMonth] = date.split('-');
  if (dayOfMonth !== undefined) return date;
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}
