import type { Role } from '../accounts/index.ts';

/** The people of the demo company; they share one password. */
export const people: readonly { name: string; email: string; role: Role }[] = [
  { name: 'Dana Whitfield', email: 'owner@demo.example.com', role: 'owner' },
  { name: 'Marisol Vega', email: 'csr@demo.example.com', role: 'csr' },
  { name: 'Theo Lindqvist', email: 'readonly@demo.example.com', role: 'read_only' },
];
