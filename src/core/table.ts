/** Rows for people. Nothing in it is markup: reports escape every cell. */
export interface Table {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly {
    readonly title: string;
    readonly align: 'left' | 'right';
    /** A `name` is copied from the page, and broken last; a `fact` says nothing without the title of its column. */
    readonly holds?: 'name' | 'fact';
  }[];
  readonly rows: readonly (readonly string[])[];
  readonly note?: string;
}
