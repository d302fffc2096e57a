import type { Turn } from '../pool.ts';

/** Where a conversation is opened, and how the turn begins: a behaviour may live in one frame alone. */
export interface Frame {
  readonly id: string;
  readonly turn: Turn;
  readonly begins?: string;
}

/** The bare template, before the instructions and before a request without any. */
export const RAW: readonly Frame[] = [
  { id: 'system', turn: 'system' },
  { id: 'user', turn: 'user' },
];

/** Further ones by the name of their option. */
export const FRAMES: Readonly<Record<string, readonly Frame[]>> = {
  persona: [{ id: 'persona', turn: 'system', begins: 'You are' }],
  tools: [
    { id: 'tools', turn: 'system', begins: 'You have access to the following tools:\n' },
    { id: 'tools-json', turn: 'system', begins: '[{"name": "' },
  ],
  code: [{ id: 'code', turn: 'user', begins: 'Write a function' }],
  dated: [
    { id: 'dated', turn: 'system', begins: 'Current date: ' },
    { id: 'year', turn: 'system', begins: 'Current year: 20' },
  ],
  languages: [
    { id: 'chinese', turn: 'user', begins: '请' },
    { id: 'russian', turn: 'user', begins: 'Напиши' },
    { id: 'arabic', turn: 'user', begins: 'اكتب' },
    { id: 'spanish', turn: 'user', begins: 'Escribe' },
  ],
};
