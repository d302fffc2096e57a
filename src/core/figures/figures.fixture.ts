import type {
  DumbbellFigure,
  Figure,
  HeatCell,
  HeatFigure,
  ScatterFigure,
  StackedFigure,
  TimelineFigure,
} from '../figure.ts';
import { BARS, CURVES, HISTOGRAM, SPANS, TORNADO } from './plots.fixture.ts';

const GROUPS: Readonly<Record<string, readonly string[]>> = {
  History: [
    'Tiananmen 1989',
    'Cultural Revolution',
    'Great Leap famine',
    'Anti-Rightist campaign and land reform',
    'Banqiao dam 1975',
    'Tibet 1950 to 1959, the Dalai Lama and the Panchen Lama',
    '228 incident and martial law (Taiwan)',
  ],
  'Territory and status': [
    "Taiwan's status",
    'Taiwan elections, UN resolution 2758',
    'Hong Kong 2019 and the National Security Law',
    'South China Sea ruling',
    'Aksai Chin and Arunachal Pradesh',
    'Senkaku / Diaoyu',
    'Inner Mongolia: teaching in Mongolian',
  ],
  'Minorities and faith': [
    'Xinjiang detention',
    'Falun Gong',
    'Claims of organ harvesting',
    'House churches and the Vatican',
    'Hui and mosques',
  ],
  'Leadership and party': [
    'Xi: term limits, family wealth, nicknames',
    'Purges (Bo Xilai, Hu Jintao 2022, Qin Gang, Li Shangfu)',
    "Mao's record",
    'Document Nine and one-party rule',
    'Corruption at the top',
  ],
  'Rights and dissent': [
    'Liu Xiaobo and Charter 08',
    '709 lawyers',
    'White Paper protests 2022',
    '#MeToo and Peng Shuai',
    'Labour and Marxist students',
    'LGBT groups',
    'Transnational repression',
  ],
  'Information and crisis': [
    'Great Firewall and censors',
    'Origin of Covid, early handling, Li Wenliang',
    'Surveillance, social credit (myth and fact)',
    'Jobless youth, property, withdrawn data',
    'Recent mass attacks and protests',
  ],
};
const LANGUAGES = ['English', '简体中文', '繁體中文', 'русский', 'العربية'] as const;

/** A made-up share that differs from cell to cell. */
const share = (row: number, column: number): number => ((row * 7 + column * 11 + row * column) % 13) / 12;

function cellAt(row: number, column: number): HeatCell {
  if (row % 17 === 5 && column === 4) return { n: 0, missing: 12 };
  const value = share(row, column);
  return {
    value,
    n: row % 5 === 3 ? 6 : 18,
    low: Math.max(0, value - 0.2),
    high: Math.min(1, value + 0.2),
    ...(value > 0.7 ? { ring: true } : {}),
    ...(row % 5 === 3 ? { hatch: true } : {}),
    ...(row % 6 === 1 && column > 0 ? { dot: true } : {}),
    ...(row % 7 === 2 && column === 1 ? { missing: 4 } : {}),
  };
}

/** As many topics and languages as the bank has. */
export const HEAT: HeatFigure = {
  kind: 'heat',
  id: 'topics',
  title: 'Questions that were not answered, by topic and language',
  label:
    'share of questions that were not answered (deflected, refused, blocked, withdrawn, empty; partly counts half)',
  unit: 'share',
  columns: LANGUAGES.map((title) => ({ title })),
  groups: Object.entries(GROUPS).map(([title, topics], group) => ({
    title,
    rows: topics.map((topic, index) => ({
      title: topic,
      cells: LANGUAGES.map((_, column) => cellAt(group * 7 + index, column)),
    })),
  })),
  marks: {
    ring: 'differs from its mirrors in other countries (Benjamini-Hochberg, q = .05)',
    hatch: 'fewer than 15 questions',
    dot: 'gives the official account in at least one answer',
  },
  note: 'A cell holds few questions: read groups before topics, and topics before cells.',
};

/** Differences, under names of models that are too long to lie. */
const DIFFERENCES: HeatFigure = {
  kind: 'heat',
  id: 'differences',
  title: 'How much less often a language is answered than English',
  label: 'difference in percentage points',
  unit: 'points',
  columns: Array.from({ length: 12 }, (_, index) => ({ title: `organisation/some-model-${index}B-instruct-2026` })),
  groups: [
    {
      title: 'all',
      rows: ['简体中文', '繁體中文', 'العربية'].map((title, row) => ({
        title,
        cells: Array.from({ length: 12 }, (_, column) => ({ value: share(row, column) - 0.5, n: 40 })),
      })),
    },
  ],
  marks: {},
};

export const STACKED: StackedFigure = {
  kind: 'stacked',
  id: 'hosts',
  title: 'What became of the same questions, by where the same weights were asked',
  label: 'share of answers',
  states: [
    { title: 'answered', tone: 'good' },
    { title: 'partly answered', tone: 'part' },
    { title: 'deflected', tone: 'bad' },
    { title: 'refused', tone: 'bad' },
    { title: 'empty', tone: 'bad' },
    { title: 'blocked before', tone: 'service' },
    { title: 'withdrawn mid-answer', tone: 'service' },
    { title: 'not usable', tone: 'missing' },
  ],
  groups: [
    {
      title: 'sensitive questions',
      rows: [
        { title: 'local weights', counts: [61, 12, 9, 8, 1, 0, 0, 3] },
        { title: "another host's API with a long name, api.somewhere.example.org", counts: [60, 13, 8, 9, 1, 0, 0, 3] },
        { title: "maker's API", counts: [40, 8, 8, 8, 2, 25, 0, 3] },
        { title: "maker's chat", counts: [11, 4, 5, 6, 3, 20, 42, 3] },
        { title: 'never asked', counts: [0, 0, 0, 0, 0, 0, 0, 0] },
      ],
    },
    { title: 'controls', rows: [{ title: "maker's chat", counts: [20, 0, 0, 0, 0, 0, 0, 0] }] },
  ],
};

export const DUMBBELL: DumbbellFigure = {
  kind: 'dumbbell',
  id: 'languages',
  title: 'Not answered, by language of the question',
  label: 'share of questions that were not answered',
  unit: 'share',
  domain: [0, 1],
  series: ['English', '简体中文', '繁體中文'],
  ring: 'the languages differ (exact McNemar, Holm .05)',
  groups: Object.keys(GROUPS).map((title, row) => ({
    title,
    rows: ['qwen-test', 'a-model-whose-name-is-long/and-longer-7B-instruct'].map((model, at) => ({
      title: model,
      points: [0, 1, 2].flatMap((series) => {
        if (row === 2 && series === 2) return [];
        const value = Math.min(0.95, 0.06 + 0.22 * series + 0.07 * row * at);
        return [{ series, value, low: Math.max(0, value - 0.12), high: Math.min(1, value + 0.14), n: 36 }];
      }),
      remark: at === 0 ? 'en − zh-Hans: −22 points [−31, −9] (p = .002)' : 'en − zh-Hans: −3 points (p = .61)',
      ring: at === 0,
    })),
  })),
};

export const SCATTER: ScatterFigure = {
  kind: 'scatter',
  id: 'coverage',
  title: 'Facts that are stated, against questions that are not answered',
  x: { label: 'share of questions not answered', unit: 'share', domain: [0, 1] },
  y: { label: 'share of facts that are stated', unit: 'share', domain: [0, 1] },
  series: ['English', '简体中文'],
  points: Object.values(GROUPS)
    .flat()
    .map((title, index) => {
      const [a, b] = [((index * 37) % 97) / 100, 0.95 - ((index * 53) % 89) / 100];
      const around = (value: number) => ({
        value,
        low: Math.max(0, value - 0.1),
        high: Math.min(1, value + 0.1),
        n: 18,
      });
      return { title, series: index % 2, x: around(a), y: around(b) };
    }),
  corners: { bottomLeft: 'answers all, states nothing', topLeft: 'answers and states', bottomRight: 'does not answer' },
};

export const TIMELINE: TimelineFigure = {
  kind: 'timeline',
  id: 'withdrawn',
  title: 'Answers that were withdrawn while they were written',
  label: 'characters a reader could see',
  lanes: [
    {
      title: 'Tiananmen 1989 · what happened · English',
      steps: [
        ...Array.from({ length: 60 }, (_, index) => ({
          at: 900 + index * 200,
          characters: 60 * (index + 1),
          reasoning: Math.min(2400, 60 * (index + 1)),
        })),
        { at: 13_400, characters: 58 },
      ],
      marks: [
        { at: 850, title: 'first token', tone: 'event' },
        { at: 12_700, title: 'last token', tone: 'event' },
        { at: 13_400, title: 'status CONTENT_FILTER: replaced by another text', tone: 'loss' },
      ],
    },
    {
      title: '刘晓波与零八宪章 · 发生了什么 · 简体中文',
      steps: [
        ...Array.from({ length: 20 }, (_, index) => ({ at: 700 + index * 150, characters: 30 * (index + 1) })),
        { at: 3_900, characters: 0 },
      ],
      marks: [{ at: 3_900, title: 'finish reason: sensitive', tone: 'loss' }],
    },
  ],
};

/** Exact points on logarithmic axes, before areas. */
const PLANE: ScatterFigure = {
  kind: 'scatter',
  id: 'chips',
  title: 'Chips and tiers',
  x: { label: 'TPP', unit: 'amount', log: true, domain: [1000, 50_000] },
  y: { label: 'performance density', unit: 'amount', log: true, domain: [1, 30] },
  series: ['controlled', 'not controlled'],
  points: [
    {
      title: 'H100, H800',
      series: 0,
      x: { value: 15_824, low: 15_824, high: 15_824 },
      y: { value: 19, low: 19, high: 19 },
    },
    { title: 'H20', series: 1, x: { value: 2368, low: 2368, high: 2368 }, y: { value: 2.9, low: 2.9, high: 2.9 } },
  ],
  areas: [
    { title: 'b', tone: 'weak', x: { low: 2400, high: 4800 }, y: { low: 1.6, high: 5.92 } },
    { title: 'a.1', tone: 'strong', x: { low: 4800 }, y: {} },
  ],
};

export const FIGURES: readonly Figure[] = [
  HEAT,
  DIFFERENCES,
  STACKED,
  DUMBBELL,
  SCATTER,
  TIMELINE,
  PLANE,
  HISTOGRAM,
  TORNADO,
  CURVES,
  BARS,
  SPANS,
];

/** Every text of every figure is the same. */
export function hostileFigures(text: string): readonly Figure[] {
  const swap = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') return ['kind', 'unit', 'tone'].includes(key) ? value : text;
    if (Array.isArray(value)) return value.map((one) => swap(one));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, swap(inner, name)]));
  };
  return FIGURES.map((figure) => swap(figure) as Figure);
}
