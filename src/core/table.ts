/** Rows for people. Nothing in it is markup: reports escape every cell. */
export interface Table {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
  readonly note?: string;
}
