import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';

/** The system decides until the reader does. */
export function ThemeSwitch() {
  const [dark, setDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const [chosen, setChosen] = useState(false);
  useEffect(() => {
    const media = matchMedia('(prefers-color-scheme: dark)');
    const follow = ({ matches }: MediaQueryListEvent): void => {
      if (!chosen) setDark(matches);
    };
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, [chosen]);
  const change = (): void => {
    document.documentElement.dataset['theme'] = dark ? 'light' : 'dark';
    setDark(!dark);
    setChosen(true);
  };
  const place = document.getElementById('tools');
  if (place === null) return null;
  return createPortal(
    <button type="button" className="button" onClick={change}>
      {dark ? 'Light' : 'Dark'} <span className="sr-only">theme</span>
    </button>,
    place,
  );
}
