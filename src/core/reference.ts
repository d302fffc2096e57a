import type { Reference } from './finding.ts';

/** An identifier with the page that explains it, where there is one. */
export function reference(id: string): Reference {
  const url = urlOf(id);
  return url === undefined ? { id } : { id, url };
}

function urlOf(id: string): string | undefined {
  if (/^CWE-\d+$/.test(id)) return `https://cwe.mitre.org/data/definitions/${id.slice(4)}.html`;
  if (/^CVE-\d{4}-\d+$/.test(id)) return `https://www.cve.org/CVERecord?id=${id}`;
  if (/^GHSA(-\w{4}){3}$/.test(id)) return `https://github.com/advisories/${id}`;
  if (/^AML\.T\d{4}(\.\d{3})?$/.test(id)) return `https://atlas.mitre.org/techniques/${id}`;
  return OWASP[id];
}

/** OWASP Top 10 for Large Language Model Applications, edition 2025. */
const OWASP: Readonly<Record<string, string>> = {
  'LLM02:2025': 'https://genai.owasp.org/llmrisk/llm022025-sensitive-information-disclosure/',
  'LLM01:2025': 'https://genai.owasp.org/llmrisk/llm01-prompt-injection/',
  'LLM03:2025': 'https://genai.owasp.org/llmrisk/llm032025-supply-chain/',
  'LLM04:2025': 'https://genai.owasp.org/llmrisk/llm042025-data-and-model-poisoning/',
  'LLM05:2025': 'https://genai.owasp.org/llmrisk/llm052025-improper-output-handling/',
  'LLM09:2025': 'https://genai.owasp.org/llmrisk/llm092025-misinformation/',
  'LLM10:2025': 'https://genai.owasp.org/llmrisk/llm102025-unbounded-consumption/',
};
