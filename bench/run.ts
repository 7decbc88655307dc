import { parseArgs } from 'node:util';
import { emulator } from './emulator/index.ts';
import { leads } from './leads/index.ts';
import type { Race } from './race.ts';
import { type Results, readResults, revision, saveResults, thisMachine } from './results.ts';
import { flawsOf, type Row, rowsOf } from './rows.ts';
import { sync } from './sync/index.ts';
import { tableOf } from './table.ts';

/** `npm run bench -- <race> [--json] [--seconds N]` and `npm run bench -- table <race>`. */

const races: readonly Race[] = [leads, emulator, sync];

const usage = `usage: npm run bench -- <race> [--json] [--seconds N] [--rounds N] [--only SUBJECT,…] [--profile DIR]
       npm run bench -- table <race>

--only and --profile print but do not record: a part of a race, or one under a profiler, is no result.

races:
${races.map((race) => `  ${race.name.padEnd(12)} ${race.question}\n${' '.repeat(15)}subjects: ${race.subjects.map((subject) => subject.name).join(', ')}`).join('\n')}
`;

const options = {
  json: { type: 'boolean', default: false },
  seconds: { type: 'string', default: '10' },
  rounds: { type: 'string', default: '3' },
  only: { type: 'string' },
  profile: { type: 'string' },
} as const;

try {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [first, second] = positionals;
  if (first === 'table') showTable(raceOf(second));
  else await hold(raceOf(first), values);
} catch (error) {
  process.stderr.write(`bench: ${(error as Error).message}\n`);
  process.exitCode = 1;
}

function raceOf(name: string | undefined): Race {
  const race = races.find((each) => each.name === name);
  if (race) return race;
  throw new Error(`${name === undefined ? 'name a race' : `there is no race "${name}"`}\n${usage}`);
}

async function hold(
  race: Race,
  given: { json: boolean; seconds: string; rounds: string; only?: string; profile?: string },
): Promise<void> {
  const known = race.subjects.map((subject) => subject.name);
  const subjects = given.only?.split(',') ?? known;
  const stranger = subjects.find((name) => !known.includes(name));
  if (stranger !== undefined)
    throw new Error(`--only: ${race.name} has no subject "${stranger}", only ${known.join(', ')}`);
  const measured = await race.run({
    seconds: positive('--seconds', given.seconds),
    rounds: positive('--rounds', given.rounds),
    subjects,
    profiles: given.profile ?? null,
    progress: (line) => process.stderr.write(`${line}\n`),
  });
  const rows = rowsOf(race, measured.runs);
  if (given.only === undefined && given.profile === undefined) {
    const results = {
      race: race.name,
      date: new Date().toISOString(),
      revision: revision(),
      machine: thisMachine(),
      ...measured,
      rows,
    };
    process.stderr.write(`recorded in ${saveResults(results)}\n`);
  }
  process.stdout.write(
    given.json ? rows.map((row) => `${JSON.stringify(row)}\n`).join('') : `${tableOf(race, rows)}\n`,
  );
  report(flawsOf(race, rows));
}

function report(flaws: readonly Row[]): void {
  for (const flaw of flaws)
    process.stderr.write(`void: ${flaw.subject} had ${flaw.value} ${flaw.metric}, which must be 0\n`);
  if (flaws.length > 0) process.exitCode = 1;
}

function showTable(race: Race): void {
  const results = readResults(race.name);
  if (!results) throw new Error(`${race.name} has not been run here: npm run bench -- ${race.name}`);
  process.stdout.write(`${tableOf(race, rowsOf(race, results.runs))}\n\n${conditions(results)}\n`);
}

/** Under what the numbers came about; a number without it says nothing. */
function conditions(results: Results): string {
  const { machine } = results;
  const versions = Object.entries(results.versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${results.date.slice(0, 10)}, ${machine.cores} cores of ${machine.cpu} shared by all processes, ${machine.memoryGiB} GiB, ${machine.system}.`,
    `${versions.join(', ')}.`,
    `\`npm run bench -- ${results.race}\`; every run's numbers: \`bench/results/${results.race}.json\`.`,
  ].join(' ');
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`${name}: "${text}" is not a whole number above 0`);
  return value;
}
