import type { RefObject } from 'react';
import { SEVERITIES, type Severity } from '../../../src/core/finding.ts';
import { printable } from '../../../src/core/printable.ts';
import { SeverityMark } from '../severity.tsx';
import { count } from '../text.tsx';
import type { Filter } from './filter.ts';

/** A list of more files than this helps nobody: the search and the table of files reach the rest. */
const MOST_FILES = 300;

interface ToolbarProps {
  readonly filter: Filter;
  readonly onFilter: (change: Partial<Filter>) => void;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly files: ReadonlyMap<string, number>;
  readonly search: RefObject<HTMLInputElement | null>;
}

export function Toolbar({ filter, onFilter, counts, files, search }: ToolbarProps) {
  const toggle = (severity: Severity): void => {
    const severities = new Set(filter.severities);
    if (!severities.delete(severity)) severities.add(severity);
    onFilter({ severities });
  };
  const paths = [...files.keys()].slice(0, MOST_FILES);
  if (filter.path !== '' && !paths.includes(filter.path)) paths.push(filter.path);
  return (
    <search className="toolbar">
      <fieldset className="tally">
        <legend className="sr-only">Show only severities</legend>
        {SEVERITIES.map((severity) => (
          <button
            key={severity}
            type="button"
            aria-pressed={filter.severities.has(severity)}
            data-none={counts[severity] === 0 ? '' : undefined}
            onClick={() => toggle(severity)}
          >
            <SeverityMark severity={severity} />
            <b>{count(counts[severity])}</b>
            <span>{severity}</span>
          </button>
        ))}
      </fieldset>
      <div className="fields">
        <label>
          <span>Search</span>
          <input
            ref={search}
            type="search"
            value={filter.text}
            autoComplete="off"
            spellCheck={false}
            placeholder="title, path, rule, evidence…"
            onChange={({ target }) => onFilter({ text: target.value })}
          />
        </label>
        {files.size > 1 && (
          <label>
            <span>File</span>
            <select value={filter.path} onChange={({ target }) => onFilter({ path: target.value })}>
              <option value="">All files ({count(files.size)})</option>
              {paths.map((path) => (
                <option key={path} value={path}>
                  {shortened(path)} ({count(files.get(path) ?? 0)})
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
    </search>
  );
}

/** The end of a path tells files apart better than its start. */
function shortened(path: string): string {
  const text = printable(path.length > 400 ? path.slice(-400) : path);
  return text.length > 80 ? `…${text.slice(-79)}` : text;
}
