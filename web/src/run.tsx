import type { Dossier } from '../../src/dossier/dossier.ts';
import { Section } from './section.tsx';
import { count, Untrusted } from './text.tsx';

export function RunBlock({ dossier }: { readonly dossier: Dossier }) {
  const { run } = dossier;
  const rows: readonly (readonly [string, string])[] = [
    ['Started', run.started.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC')],
    ['Took', `${count(run.seconds)} s`],
    ['Tool', `${run.tool} ${run.version}`],
    ['Node.js', run.node],
    ['Platform', run.platform],
    ['Record', dossier.schema],
  ];
  return (
    <Section
      id="run"
      title="This run"
      note={`The only part that differs between two runs over the same ${dossier.studies === undefined ? 'bytes' : 'bytes and answers'}.`}
    >
      <dl className="rows">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Untrusted text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
