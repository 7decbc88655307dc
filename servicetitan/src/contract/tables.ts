/**
 * Reads the generated tables. They are JSON files, each read when first asked for: all 25 take about 15 ms from cold on
 * a small machine, one takes less than 1 ms, and a program that only imports the package reads none.
 */
import { readFileSync } from 'node:fs';
import type { ModuleTable } from './table.ts';

/** Path segments of the 24 modules, as in `https://api.servicetitan.io/{module}/v2/...`. */
export const MODULES = [
  'accounting',
  'crm',
  'customer-interactions',
  'dispatch',
  'equipmentsystems',
  'findings',
  'forms',
  'inventory',
  'jbce',
  'jpm',
  'marketing',
  'marketingads',
  'marketingreputation',
  'memberships',
  'payroll',
  'pricebook',
  'reporting',
  'sales',
  'schedulingpro',
  'service-agreements',
  'settings',
  'taskmanagement',
  'telecom',
  'timesheets',
] as const;

export type Module = (typeof MODULES)[number];

/** The module's name inside operation ids: `customer-interactions` is `customerInteractions` there. */
export const moduleKey = (module: Module): string =>
  module.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const byKey = new Map(MODULES.map((module) => [moduleKey(module), module]));

/** The module an operation id begins with. */
export const moduleOf = (id: string): Module | undefined => byKey.get(id.slice(0, id.indexOf('.')));

const loaded = new Map<string, ModuleTable>();

export function loadTable(name: Module | 'cross-module'): ModuleTable {
  let table = loaded.get(name);
  if (!table) {
    const file = new URL(`../generated/${name}.json`, import.meta.url);
    table = JSON.parse(readFileSync(file, 'utf8')) as ModuleTable;
    loaded.set(name, table);
  }
  return table;
}
