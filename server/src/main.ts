import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configCommand, ownerCommand, usage } from './cli/index.ts';
import { readConfig, StartupError } from './platform/index.ts';
import { type ProcessRole, type Running, start } from './up.ts';

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version: string;
};

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  process.stderr.write(`tradepost: ${error.message}\n`);
  process.exit(1);
}

async function main([command = 'up', ...rest]: string[]): Promise<void> {
  const { config, rows } = readConfig(process.env, process.env['TRADEPOST_CWD'] ?? process.cwd());
  switch (command) {
    case 'up':
    case 'web':
    case 'worker':
      await serve(command, async () => await start(config, command, version));
      break;
    case 'config':
      process.stdout.write(configCommand(rows));
      break;
    case 'owner':
      process.stdout.write(await ownerCommand(config, rest));
      break;
    default:
      process.stderr.write(usage);
      process.exitCode = command === 'help' || command === '--help' ? 0 : 1;
  }
}

async function serve(role: ProcessRole, begin: () => Promise<Running>): Promise<void> {
  let running: Running | null = null;
  let stopping: Promise<void> | null = null;
  let asked = 0;
  const stop = (): void => {
    // Ctrl-C reaches us twice, from the terminal and from the launcher: that is one wish.
    const isEcho = performance.now() - asked < 1_000;
    if (stopping && isEcho) return;
    // A second wish, or one during the start, ends at once; the database recovers by itself.
    if (stopping || !running) process.exit(1);
    asked = performance.now();
    stopping = running.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // The launcher ended, in whatever way: nobody would stop this process any more.
  process.on('disconnect', stop);
  running = await begin();
  const { url, sandbox } = running;
  const lines = [`Tradepost ${version} (${role})${url ? ` is at ${url}` : ' is running'}`];
  if (sandbox) {
    lines.push(`  Sign in       ${sandbox.demo.email}  /  ${sandbox.demo.password}`);
    lines.push(`  ServiceTitan  ${sandbox.addresses.emulator.url}/_emulator/  (emulator)`);
    lines.push(`  Thumbtack     ${sandbox.addresses.thumbtack.url}  (simulator)`);
  }
  if (running.isEmpty)
    lines.push(
      '  Nobody can sign in yet. Stop this, then: npm run tradepost -- owner you@example.com "Your Name"',
    );
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
}
