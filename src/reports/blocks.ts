import type { Table } from '../core/table.ts';

/** A short text for people, before it is laid out: terminal and Markdown make of it what they can, and escape all of it. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'labelled'; readonly label: string; readonly text: string }
  | { readonly kind: 'items'; readonly title: string; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly table: Table };
