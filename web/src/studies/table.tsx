import { printable } from '../../../src/core/printable.ts';
import type { Table } from '../../../src/core/table.ts';
import { Untrusted } from '../text.tsx';

/** Characters of a cell that is not broken into lines. */
const SHORT = 28;

/** A table of a study. On a narrow screen it is scrolled, by keyboard too, so that its columns stay columns. */
export function DataTable({ table }: { readonly table: Table }) {
  return (
    <figure className="study-table">
      <figcaption>
        <Untrusted text={table.title} />
      </figcaption>
      <section aria-label={printable(table.title, 200)} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {table.columns.map(({ title, align }) => (
                <th key={title} scope="col" data-align={align}>
                  <Untrusted text={title} most={80} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.join('\0')}>
                {row.map((cell, index) => (
                  <td
                    key={index}
                    data-align={table.columns[index]?.align}
                    data-short={cell.length <= SHORT ? '' : undefined}
                  >
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
