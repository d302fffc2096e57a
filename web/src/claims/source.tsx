import { Untrusted } from '../text.tsx';

const LINK = /^(https:\/\/\S+)$/;

/** Where something stands: linked where it is an address and nothing else. */
export function Source({ text }: { readonly text: string }) {
  const [, url] = LINK.exec(text) ?? [];
  if (url === undefined || !URL.canParse(url)) return <Untrusted text={text} most={600} />;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      <Untrusted text={text} most={600} />
    </a>
  );
}

export function Unverified() {
  return (
    <em className="unverified" title="Nobody read the source">
      unverified
    </em>
  );
}
