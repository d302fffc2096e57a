import { type RefObject, useEffect } from 'react';

interface Keys {
  readonly on: boolean;
  readonly list: RefObject<HTMLElement | null>;
  readonly search: RefObject<HTMLInputElement | null>;
  /** Called where `j` stands on the last finding that is shown. */
  readonly onEnd: () => void;
}

/** `/` goes to the search, `j` and `k` to the next and the previous finding. */
export function useKeys({ on, list, search, onEnd }: Keys): void {
  useEffect(() => {
    if (!on) return undefined;
    const pressed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '/') {
        event.preventDefault();
        search.current?.focus();
      } else if (event.key === 'j' || event.key === 'k') {
        step(list.current, event.key === 'j' ? 1 : -1, onEnd);
      }
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [on, list, search, onEnd]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input:not([type=checkbox]), select, textarea') !== null;
}

function step(list: HTMLElement | null, by: 1 | -1, onEnd: () => void): void {
  const stops = [...(list?.querySelectorAll<HTMLElement>('.finding > details > summary') ?? [])];
  const at = stops.findIndex((stop) => stop.closest('article')?.contains(document.activeElement) === true);
  const next = stops[at === -1 ? 0 : at + by];
  if (next === undefined) {
    if (by === 1) onEnd();
    return;
  }
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}
