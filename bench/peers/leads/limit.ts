import { receive } from './receiver.ts';

/** The same check and the same parsing, and nothing kept: no subject on this HTTP server can be faster. */
await receive(
  async () => {},
  async () => {},
);
