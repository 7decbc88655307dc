/** The shape of the generated tables in `src/generated/*.json`: compact rows, one line each. */

/** Name to type notation (see notation.ts); a name that ends in `*` is required. */
type FieldRows = Record<string, string>;

/** One schema: an object's fields, or an enumeration (`names` says what integer members mean). */
export type SchemaRow =
  | { fields: FieldRows; onlyIn?: string }
  | { enum: (string | number)[]; names?: string[] | undefined; flags?: true; onlyIn?: string };

/** One operation. Absent members mean "none". */
export interface OperationRow {
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  scopes?: string[];
  params?: FieldRows;
  query?: FieldRows;
  sort?: string[];
  body?: string;
  multipart?: FieldRows;
  /** Success status to type notation; `void` for an empty body. */
  responses: Record<string, string>;
  errors?: number[];
  list?: 'page' | 'export';
  deprecated?: true;
  featureGated?: true;
  onlyIn?: string;
}

export interface ModuleTable {
  module: string;
  operations: OperationRow[];
  schemas: Record<string, SchemaRow>;
}
