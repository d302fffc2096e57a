import { useState } from 'react';

/** A long value that can be taken along. */
export function Copy({ value, label, shown }: { value: string; label: string; shown: string }) {
  const [done, setDone] = useState(false);
  const copy = () => {
    navigator.clipboard?.writeText(value).then(
      () => setDone(true),
      () => setDone(false),
    );
  };
  return (
    <button
      type="button"
      onClick={copy}
      onBlur={() => setDone(false)}
      title={value}
      className="rounded text-left font-mono text-xs break-all hover:bg-stone-200 dark:hover:bg-stone-800"
    >
      <span className="sr-only">copy {label} </span>
      {done ? 'copied' : shown}
    </button>
  );
}
