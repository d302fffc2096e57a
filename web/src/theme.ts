import { useEffect, useState } from 'react';

export type Theme = 'light' | 'dark';

/** The reader's own preference until they choose otherwise; nothing is stored. */
export function useTheme(): [Theme, () => void] {
  const [theme, setTheme] = useState<Theme>(() =>
    matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  );
  useEffect(() => {
    const media = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => setTheme(media.matches ? 'dark' : 'light');
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, []);
  useEffect(() => {
    const print = matchMedia('print');
    // Paper is white.
    const apply = () => {
      document.documentElement.dataset['theme'] = print.matches ? 'light' : theme;
    };
    apply();
    print.addEventListener('change', apply);
    return () => print.removeEventListener('change', apply);
  }, [theme]);
  return [theme, () => setTheme(theme === 'dark' ? 'light' : 'dark')];
}
