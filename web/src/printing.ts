import { useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** True while the page is laid out for paper, where nothing may stay folded. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(() => matchMedia('print').matches);
  useLayoutEffect(() => {
    const set = (now: boolean) => () => flushSync(() => setPrinting(now));
    const [before, after] = [set(true), set(false)];
    const media = matchMedia('print');
    const changed = ({ matches }: MediaQueryListEvent): void => setPrinting(matches);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    media.addEventListener('change', changed);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
      media.removeEventListener('change', changed);
    };
  }, []);
  return printing;
}
