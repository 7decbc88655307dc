import { createEmulator } from '../../servicetitan-emulator/src/index.ts';

/** How long the first emulator of a process takes to listen, from the call on. */
const { company } = JSON.parse(process.env['BENCH_INPUT'] ?? '{}') as { company: 'empty' | 'small' };
const start = performance.now();
const emulator = await createEmulator({ company });
process.send?.(performance.now() - start);
process.once('disconnect', () => void emulator.close());
