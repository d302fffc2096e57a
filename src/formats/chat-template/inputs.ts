/** What of a conversation a value was read from: bits of one number. */
export const READS = {
  /** The text of a message, or of what it carries. */
  content: 1,
  role: 2,
  /** Tools or tool calls as such. */
  tools: 4,
  /** The name of a tool or of a function called. */
  'tool-name': 8,
  date: 16,
  /** The name of a speaker. */
  name: 32,
  documents: 64,
  /** How far the conversation has come. */
  position: 128,
  /** A switch that the caller may set. */
  setting: 256,
  /** The conversation itself. */
  messages: 512,
} as const;

export type ReadName = keyof typeof READS;

export function readNames(bits: number): ReadName[] {
  return (Object.keys(READS) as ReadName[]).filter((name) => (bits & READS[name]) !== 0);
}

/** What a name that the template does not set stands for, by what chat libraries pass. */
export function readsOfGlobal(name: string): number {
  if (/^(?:messages|conversation|history|loop_messages)$/.test(name)) return READS.messages;
  if (/^(?:tools|functions|custom_tools|xml_tools|python_tools|available_tools)$/.test(name)) return READS.tools;
  if (/^(?:documents|docs|context)$/.test(name)) return READS.documents;
  if (/^(?:strftime_now|date_string|current_date|current_time|today|now|date|year|month|time)$/i.test(name))
    return READS.date;
  if (/^(?:user|user_?name|speaker|organi[sz]ation|customer|tenant)$/i.test(name)) return READS.name;
  if (/^(?:message|content|prompt|query|question|instruction|input|system|system_message|system_prompt)$/.test(name))
    return READS.content;
  return READS.setting;
}

/** What an attribute of something read from the caller stands for. */
export function readsOfAttribute(base: number, name: string | undefined): number {
  if (name === undefined) return base;
  if (FACETS.has(name)) return READS.setting;
  const inConversation = (base & (READS.messages | READS.content | READS.documents)) !== 0;
  if (inConversation && CONTENT.has(name))
    return base & READS.messages ? READS.content : READS.content | (base & READS.documents);
  if (base & READS.messages) {
    if (name === 'role' || name === 'from') return READS.role;
    if (name === 'name') return READS.name;
    if (name === 'tool_calls' || name === 'function_call' || name === 'tools') return READS.tools;
  }
  if (base & READS.tools) {
    if (name === 'name' || name === 'tool_name') return READS['tool-name'];
    if (name === 'arguments') return READS.content;
  }
  return base;
}

/** What says of a piece of content how to read it, and nothing of what was said. */
const FACETS: ReadonlySet<string> = new Set(['type', 'kind', 'mime_type', 'format', 'id', 'url', 'image_url']);

const CONTENT: ReadonlySet<string> = new Set([
  'content',
  'text',
  'value',
  'reasoning_content',
  'reasoning',
  'thinking',
  'parts',
  'arguments',
]);
