import type { Table } from '../../../src/core/table.ts';
import { Untrusted } from '../text.tsx';

/** A table of a study. On a narrow screen it is scrolled, by keyboard too, so that its columns stay columns. */
export function DataTable({ table }: { readonly table: Table }) {
  return (
    <figure className="study-table">
      <figcaption>
        <Untrusted text={table.title} />
      </figcaption>
      <section aria-label={table.title} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {table.columns.map(({ title, align }) => (
                <th key={title} scope="col" data-align={align}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.join('\0')}>
                {row.map((cell, index) => (
                  <td key={index} data-align={table.columns[index]?.align}>
                    <Untrusted text={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {table.note !== undefined && (
        <p className="text-muted text-sm">
          <Untrusted text={table.note} most={1000} />
        </p>
      )}
    </figure>
  );
}
