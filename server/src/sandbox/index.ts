/**
 * The demo company and the world around it: emulator, simulators, and the panel that plays them. On only while no real
 * ServiceTitan is connected. May import every room below it.
 */
export { sandboxRoutes } from './routes.ts';
export { type Sandbox, startSandbox } from './sandbox.ts';
