import type { ReactNode } from 'react';

export function Section({
  id,
  title,
  note,
  children,
}: {
  id: string;
  title: string;
  note?: string;
  children: ReactNode;
}) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="mt-12">
      <div className="mb-4 flex flex-wrap items-baseline gap-x-3 border-b border-stone-300 pb-1 dark:border-stone-700">
        <h2 id={`${id}-title`} className="text-lg font-semibold">
          {title}
        </h2>
        {note !== undefined && <p className="text-sm text-stone-600 dark:text-stone-400">{note}</p>}
      </div>
      {children}
    </section>
  );
}

/** What is beyond a screenful, a step at a time: ten thousand findings must not stop the page. */
export function More({ shown, all, onMore }: { shown: number; all: number; onMore: () => void }) {
  if (shown >= all) return null;
  return (
    <button
      type="button"
      onClick={onMore}
      className="no-print mt-4 rounded border border-stone-400 px-3 py-1.5 text-sm hover:bg-stone-200 dark:border-stone-600 dark:hover:bg-stone-800"
    >
      Show more ({shown.toLocaleString('en-US')} of {all.toLocaleString('en-US')})
    </button>
  );
}
