/** A line that runs what is not in the file. */
export interface ScriptCommand {
  readonly what: 'fetch-and-run' | 'fetch-by-system-tool' | 'encoded-command' | 'remote-shell';
  /** The line, cut. Raw text. */
  readonly text: string;
  readonly line: number;
}

/** Lines told of one script (CWE-770). */
const MOST_COMMANDS = 50;
/** Characters of a line that are looked at. */
const MOST_LINE = 4_096;
const SHOWN = 200;

const FETCH = String.raw`\b(?:curl|wget|fetch|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b`;
const SHELL = String.raw`(?:sudo\s+(?:-\S+\s+)*)?(?:env\s+(?:\S+=\S*\s+)*)?(?:/\S*/)?(?:ba|z|da|k|fi)?sh\b|(?:sudo\s+)?(?:/\S*/)?(?:python[\d.]*|perl|ruby|node|php)\b|iex\b|Invoke-Expression\b`;

/** What lines of a script do that training, conversion and serving do not need. */
const COMMANDS: readonly (readonly [ScriptCommand['what'], RegExp])[] = [
  ['fetch-and-run', new RegExp(String.raw`${FETCH}[^|;&]*(?:\|\s*(?:tee\b[^|]*\|\s*)?)(?:${SHELL})`, 'i')],
  [
    'fetch-and-run',
    new RegExp(
      String.raw`(?:\b(?:ba|z|da)?sh\b|\bsource\b|^\s*\.|\beval\b|\bpython[\d.]*\b)[^;&|]{0,40}(?:<\(|\$\(|${'`'})\s*${FETCH}`,
      'i',
    ),
  ],
  [
    'fetch-and-run',
    /\b(?:iex|Invoke-Expression)\b.{0,60}(?:DownloadString|DownloadFile|\biwr\b|\birm\b|Invoke-WebRequest|Invoke-RestMethod)/i,
  ],
  ['fetch-and-run', /\.Download(?:String|Data)\s*\(.{0,400}\|\s*(?:iex|Invoke-Expression)\b/i],
  [
    'fetch-and-run',
    /\bmshta(?:\.exe)?\s+["']?(?:https?:|javascript:|vbscript:)|\bregsvr32\b.{0,80}\/i:https?:|\brundll32\b.{0,40}javascript:/i,
  ],
  ['fetch-by-system-tool', /\bcertutil(?:\.exe)?\b.{0,80}-urlcache|\bbitsadmin\b.{0,80}\/transfer/i],
  [
    'encoded-command',
    /\b(?:powershell|pwsh)(?:\.exe)?\b.{0,200}\s[-/]e(?:n|nc|nco|ncod|ncode|ncoded|ncodedcommand|c)?\s+["']?[A-Za-z0-9+/]{16,}={0,2}/i,
  ],
  [
    'encoded-command',
    new RegExp(
      String.raw`\b(?:base64\s+(?:-d|-D|--decode)|openssl\s+(?:enc\s+)?-?base64\s+-d|xxd\s+-r)\b[^|;&]*\|\s*(?:${SHELL})`,
      'i',
    ),
  ],
  ['encoded-command', /\bFromBase64String\b.{0,400}\b(?:iex|Invoke-Expression|Invoke\s*\()/i],
  [
    'remote-shell',
    /\/dev\/(?:tcp|udp)\/|\b(?:nc|ncat|netcat)\b.{0,80}\s-\w*[ec]\w*\s+\S*(?:sh|cmd|powershell)\b|\bsocat\b.{0,120}\bexec:/i,
  ],
];
const COMMENT = /^\s*(?:#|::|rem\b|@rem\b)/i;

/** Lines that fetch and run, run what is encoded, or give a shell away. Lines continued with a backslash are one. */
export function commandsIn(text: string): { commands: readonly ScriptCommand[]; more: boolean } {
  const commands: ScriptCommand[] = [];
  let line = 0;
  let from = 0;
  let joined = '';
  for (const piece of text.split(/\r?\n/)) {
    line++;
    if (joined === '') from = line;
    joined += piece.slice(0, MOST_LINE);
    if (/[\\^`]$/.test(piece) && joined.length < MOST_LINE) {
      joined = `${joined.slice(0, -1)} `;
      continue;
    }
    const whole = joined.slice(0, MOST_LINE);
    joined = '';
    if (COMMENT.test(whole)) continue;
    const what = COMMANDS.find(([, pattern]) => pattern.test(whole))?.[0];
    if (what === undefined) continue;
    if (commands.length >= MOST_COMMANDS) return { commands, more: true };
    commands.push({ what, text: whole.trim().slice(0, SHOWN), line: from });
  }
  return { commands, more: false };
}
