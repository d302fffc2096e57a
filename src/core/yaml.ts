import { parseDocument } from 'yaml';
import { printable } from './printable.ts';

/** What aliases may stand for, times what is written: they multiply (CWE-776). */
const MOST_ALIASES = 100;
const LONGEST_FAULT = 300;

/**
 * The value of a YAML text (JSON is YAML, too), of which nobody knows who wrote it. Nothing is printed, and the fault
 * quotes no line of the text, so that it cannot move a cursor (CWE-150). A tag that YAML does not know is a fault, not a
 * text like any other: whoever wrote it meant something else.
 * @throws SyntaxError with the place of the first fault, in one line that is safe to print
 */
export function valueOfYaml(text: string): unknown {
  try {
    const document = parseDocument(text, { logLevel: 'error' });
    const [fault] = [...document.errors, ...document.warnings];
    if (fault !== undefined) throw fault;
    return document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown;
  } catch (cause) {
    // The parser recurses, and so does what makes values of what it read (CWE-674).
    const reason = cause instanceof RangeError ? 'it is nested too deep' : cause instanceof Error ? cause.message : '';
    const [first = ''] = reason.split('\n');
    throw new SyntaxError(printable(first.replace(/:$/, ''), LONGEST_FAULT));
  }
}
