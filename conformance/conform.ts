/** One whole run: documents in, report out. */
import { driveClient } from './client/drive.ts';
import type { RecordingClient } from './client/recording.ts';
import type { DeliberateDeviation } from './deviations.ts';
import { type ApiDocument, operationsOf } from './documents/document.ts';
import { Judge } from './documents/judge.ts';
import type { Target } from './emulator/target.ts';
import { walkOperations } from './emulator/walk.ts';
import type { Recipes } from './recipes/recipe.ts';
import { type Report, reportOf } from './report.ts';
import { matches, settle } from './settle.ts';

export interface Run {
  documents: readonly ApiDocument[];
  target: Target;
  client: RecordingClient;
  recipes: Recipes;
  deliberate: readonly DeliberateDeviation[];
  /** Operations to judge, by a part of their key; `*` stands for anything. All when absent. */
  only?: string;
}

export async function conform({
  documents,
  target,
  client,
  recipes,
  deliberate,
  only,
}: Run): Promise<Report> {
  const judge = new Judge(documents);
  // An operation that several documents describe is judged by the first of them.
  const described = documents.flatMap(operationsOf).map((operation) => [operation.key, operation] as const);
  const operations = [...new Map(described.toReversed()).values()].toReversed();
  const chosen = operations.filter(({ key }) => only === undefined || matches(`*${only}*`, key));
  const calls = await driveClient(judge, client, chosen);
  const answers = await walkOperations(judge, target, operations, chosen, recipes);
  const deviations = [...answers, ...calls].flatMap((finding) => finding.deviations);
  // What is not served yet has had no chance to deviate, nor has the rest of a partial run.
  const judged = answers.filter(({ served }) => served).map(({ operation }) => operation);
  return reportOf(chosen, answers, calls, settle(deviations, deliberate, only === undefined ? judged : []));
}
