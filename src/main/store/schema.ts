/**
 * The project file's schema, as an append-only list of steps: step n makes version n out of version n - 1. A step that
 * has been released is never edited.
 */

const FIRST = `
CREATE TABLE content (hash TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;

CREATE TABLE project (id TEXT PRIMARY KEY, name TEXT NOT NULL, guidelines TEXT NOT NULL, settings TEXT NOT NULL, created_at TEXT NOT NULL) STRICT;

CREATE TABLE annotator (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;

CREATE TABLE article (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  author TEXT NOT NULL,
  date TEXT NOT NULL,
  outlet TEXT NOT NULL,
  url TEXT NOT NULL,
  source TEXT NOT NULL,
  encoding TEXT NOT NULL,
  text_hash TEXT NOT NULL UNIQUE REFERENCES content (hash),
  raw_hash TEXT NOT NULL REFERENCES content (hash),
  size INTEGER NOT NULL,
  words INTEGER NOT NULL,
  replaced INTEGER NOT NULL,
  archived INTEGER NOT NULL,
  imported_at TEXT NOT NULL,
  external_id TEXT NOT NULL,
  tags TEXT NOT NULL
) STRICT;

CREATE TABLE status (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES article (id),
  annotator_id TEXT NOT NULL REFERENCES annotator (id),
  status TEXT NOT NULL
) STRICT;
CREATE INDEX status_of_article ON status (article_id);

CREATE TABLE label (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  colour TEXT NOT NULL,
  key TEXT NOT NULL,
  description TEXT NOT NULL,
  active INTEGER NOT NULL,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE relation_type (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  source_label TEXT NOT NULL REFERENCES label (id),
  target_label TEXT NOT NULL REFERENCES label (id),
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE attribute (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL REFERENCES label (id),
  name TEXT NOT NULL,
  "values" TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE entity (id TEXT PRIMARY KEY, name TEXT NOT NULL, note TEXT NOT NULL) STRICT;

CREATE TABLE span (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES article (id),
  annotator_id TEXT NOT NULL REFERENCES annotator (id),
  label TEXT NOT NULL REFERENCES label (id),
  fragments TEXT NOT NULL,
  quotes TEXT NOT NULL,
  attributes TEXT NOT NULL,
  entity_id TEXT REFERENCES entity (id),
  note TEXT NOT NULL,
  origin TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX span_of_article ON span (article_id, annotator_id);
CREATE INDEX span_of_annotator ON span (annotator_id, article_id, label);
CREATE INDEX span_of_label ON span (label);
CREATE INDEX span_of_entity ON span (entity_id);

CREATE TABLE relation (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES article (id),
  annotator_id TEXT NOT NULL REFERENCES annotator (id),
  type TEXT NOT NULL REFERENCES relation_type (id),
  source TEXT NOT NULL REFERENCES span (id),
  target TEXT NOT NULL REFERENCES span (id),
  origin TEXT NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (source, target, type)
) STRICT;
CREATE INDEX relation_of_article ON relation (article_id, annotator_id);
CREATE INDEX relation_of_target ON relation (target, type);

CREATE TABLE edit (
  device TEXT NOT NULL,
  seq INTEGER NOT NULL,
  prev TEXT NOT NULL,
  lamport INTEGER NOT NULL,
  annotator TEXT NOT NULL,
  at TEXT NOT NULL,
  title TEXT NOT NULL,
  diff TEXT NOT NULL,
  undoes TEXT,
  hash TEXT NOT NULL,
  PRIMARY KEY (device, seq)
) STRICT;
CREATE INDEX edit_by_lamport ON edit (lamport, device);
CREATE INDEX edit_by_annotator ON edit (annotator, lamport, device);
`;

export const STEPS: readonly string[] = [FIRST];
/** The version this Sayso writes; kept in the file's user_version. */
export const VERSION = STEPS.length;
/** "Says" in ASCII; kept in the file's application_id, so that a project is recognised whatever its name. */
export const APPLICATION_ID = 0x53617973;
