import { useCallback, useState } from 'react';

interface Openness {
  /** Whether those that nobody touched are open; undefined: the first few are. */
  readonly all?: boolean;
  readonly touched: ReadonlyMap<string, boolean>;
}

/** Few findings are read, many are skimmed. */
const FIRST = 5;

/** Which findings are unfolded. */
export function useOpen(): {
  readonly isOpen: (key: string, index: number) => boolean;
  readonly setOpen: (key: string, open: boolean) => void;
  readonly setAll: (open: boolean) => void;
} {
  const [openness, setOpenness] = useState<Openness>({ touched: new Map() });
  const setOpen = useCallback((key: string, open: boolean) => {
    setOpenness((now) => ({ ...now, touched: new Map(now.touched).set(key, open) }));
  }, []);
  const setAll = useCallback((open: boolean) => setOpenness({ all: open, touched: new Map() }), []);
  const isOpen = (key: string, index: number): boolean => openness.touched.get(key) ?? openness.all ?? index < FIRST;
  return { isOpen, setOpen, setAll };
}
