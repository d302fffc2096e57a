import { useState } from 'react';

interface CopyProps {
  readonly text: string;
  /** What is copied, for a screen reader. */
  readonly what: string;
}

export function Copy({ text, what }: CopyProps) {
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    setSaid((await toClipboard(text)) ? 'Copied' : 'Not allowed');
    setTimeout(() => setSaid(''), 1500);
  };
  return (
    <>
      <button type="button" className="copy" aria-label={`Copy ${what}`} onClick={() => void copy()}>
        {said === '' ? 'Copy' : said}
      </button>
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  );
}

/** The clipboard needs a secure origin, which a plain web server is not. */
async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

function copySelected(text: string): boolean {
  const area = document.createElement('textarea');
  const focused = document.activeElement;
  area.value = text;
  area.className = 'sr-only';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}
