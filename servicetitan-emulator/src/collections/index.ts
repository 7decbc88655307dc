/** Every collection of a tenant. */
import type { Collection } from '../store/collection.ts';
import * as crm from './crm.ts';
import * as dispatch from './dispatch.ts';
import * as jbce from './jbce.ts';
import * as jpm from './jpm.ts';
import * as marketing from './marketing.ts';
import * as settings from './settings.ts';

const isCollection = (value: unknown): value is Collection =>
  typeof value === 'object' && value !== null && 'schema' in value && 'columns' in value;

export const COLLECTIONS: readonly Collection[] = [settings, dispatch, jpm, marketing, crm, jbce].flatMap(
  (module) => Object.values(module).filter(isCollection),
);
