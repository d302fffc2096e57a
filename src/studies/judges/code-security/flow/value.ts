/** Who could have chosen a value: nobody outside; the caller of a function; whoever sent a request. */
export type Reach = 0 | 1 | 2;

/** Places that a value can be made safe for. */
export const PLACES = [
  'sql',
  'shell',
  'html',
  'path',
  'url',
  'code',
  'log',
  'ldap',
  'xpath',
  'nosql',
  'redirect',
] as const;
export type Place = (typeof PLACES)[number];

/** What is known of a value without running anything. */
export interface Value {
  readonly reach: Reach;
  /** Put together from text and something that is not constant. */
  readonly built: boolean;
  /** Its constant text; U+FFFC stands for what is not known. */
  readonly text: string;
  /** Dotted name of the call or constructor it came from, aliases resolved. */
  readonly origin: string;
  readonly safe: ReadonlySet<Place>;
  /** Variables whose content is in it: a check of it is a check of them. */
  readonly from: ReadonlySet<string>;
  /** Named entries, where it is an object, a dictionary or a literal of a structure. */
  readonly entries: ReadonlyMap<string, Value>;
  readonly items: readonly Value[];
  /** Where a function of the answer gives several values, each of them. */
  readonly returns?: readonly Value[];
  /** What a function of C wrote through its parameters: by their place, and the name of a member where it is one. */
  readonly wrote?: readonly { readonly at: number; readonly member?: string; readonly value: Value }[];
  /** As it is written, where it is a literal, or a name for one. */
  readonly literal?: string;
}

export const HOLE = '\uFFFC';
const NOWHERE: ReadonlySet<Place> = new Set();
const NOTHING: ReadonlySet<string> = new Set();

export const CONSTANT: Value = {
  reach: 0,
  built: false,
  text: '',
  origin: '',
  safe: NOWHERE,
  from: NOTHING,
  entries: new Map(),
  items: [],
};

/** What somebody outside chose; `name` is what a check of it would have to name. */
export const outside = (name: string, reach: 1 | 2): Value => ({
  ...CONSTANT,
  reach,
  text: HOLE,
  from: new Set([name]),
});

/** Longest text that is kept of a value (CWE-400). */
const LONGEST = 4000;

/** A value that holds all of these. It is safe for a place only where each part that matters is. */
export function together(values: readonly Value[], joined: boolean): Value {
  const reaching = values.filter(({ reach }) => reach > 0);
  const safe = new Set(PLACES.filter((place) => reaching.length > 0 && reaching.every((one) => one.safe.has(place))));
  const from = new Set(reaching.flatMap((one) => [...one.from]));
  return {
    ...CONSTANT,
    reach: reaching.reduce<Reach>((most, { reach }) => (reach > most ? reach : most), 0),
    built:
      values.some(({ built }) => built) ||
      (joined && values.length > 1 && values.some((one) => (one.text !== '' && one.text !== HOLE) || one.reach === 0)),
    text: values
      .map(({ text }) => (text === '' ? '' : text))
      .join(joined ? '' : ' ')
      .slice(0, LONGEST),
    safe,
    from,
  };
}

/** Whether an attacker's text is in it that is not made safe for the place. */
export function reaches(value: Value | undefined, place: Place, least: Reach = 1): value is Value {
  return value !== undefined && value.reach >= least && !value.safe.has(place);
}

/** A path that is as it was given, with at most an ending of our own: whoever calls decides which file that is. */
export const asGiven = ({ reach, text }: Value): boolean =>
  reach < 2 && /^\uFFFC[^\uFFFC%]*$|^%s[^%\uFFFC]*\uFFFC$/.test(text);
