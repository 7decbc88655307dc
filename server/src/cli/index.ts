/** Commands of the terminal. May import every room below it. */
export { configCommand } from './config.ts';
export { ownerCommand } from './owner.ts';
export { usage } from './usage.ts';
