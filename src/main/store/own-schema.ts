/** The schema of a project as this Sayso makes it, to compare others with and to find one's way in damaged files. */
import Database from 'better-sqlite3';
import { STEPS } from './schema.ts';

type SchemaObject = { type: string; name: string; tbl_name: string; rootpage: number; sql: string | null };

/** Everything in the schema of a database, indexes that SQLite makes of itself too: a name hides nothing. */
function schemaObjects(db: Database.Database): SchemaObject[] {
  return db
    .prepare('SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema ORDER BY type, name, rootpage')
    .all() as SchemaObject[];
}

export type OwnSchema = { objects: SchemaObject[]; columns: ReadonlyMap<string, readonly string[]> };

let own: OwnSchema | null = null;

/** Of this Sayso; made once. */
export function ownSchema(): OwnSchema {
  own ??= schemaOf(STEPS);
  return own;
}

/** As these steps make it. */
export function schemaOf(steps: readonly string[]): OwnSchema {
  const db = new Database(':memory:');
  for (const step of steps) db.exec(step);
  const objects = schemaObjects(db);
  const columnsOf = (table: string) => db.pragma(`table_info(${table})`) as { name: string }[];
  const columns = new Map(
    objects
      .filter(({ type }) => type === 'table')
      .map(({ name }) => [name, columnsOf(name).map((column) => column.name)]),
  );
  db.close();
  return { objects, columns };
}

const asText = ({ type, name, tbl_name, sql }: SchemaObject) => JSON.stringify([type, name, tbl_name, sql]);

export type SchemaDifference = {
  /** Names of what is in the schema and not ours to the letter. */
  foreign: string[];
  /** Whether every table of ours is there to the letter. */
  hasOwnTables: boolean;
  /** Whether the schema is ours: no table, index, view or trigger more or less. */
  isOwn: boolean;
};

/** What sets a schema apart from ours, or from another. */
export function compareSchema(db: Database.Database, { objects } = ownSchema()): SchemaDifference {
  const lacking = new Map(objects.map((object) => [asText(object), object]));
  const foreign = schemaObjects(db).flatMap((object) => (lacking.delete(asText(object)) ? [] : [object.name]));
  const hasOwnTables = [...lacking.values()].every(({ type }) => type !== 'table');
  return { foreign, hasOwnTables, isOwn: foreign.length === 0 && lacking.size === 0 };
}
