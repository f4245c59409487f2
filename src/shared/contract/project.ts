/** Opening and closing a project, and what the window needs to know of it. */
import { z } from 'zod';
import {
  Annotator,
  Attribute,
  Entity,
  Id,
  Label,
  Project,
  ProjectSettings,
  RelationType,
  RowChangeSchema,
  Status,
} from '../model.ts';
import { op } from './op.ts';

export const ProjectInfo = z.strictObject({
  project: Project,
  fileName: z.string(),
  folder: z.string(),
  /** Why nothing can be changed, or null where the project can be written. */
  readOnly: z.string().nullable(),
  annotators: z.array(Annotator),
  labels: z.array(Label),
  relationTypes: z.array(RelationType),
  attributes: z.array(Attribute),
  entities: z.array(Entity),
  undo: z.string().nullable(),
  redo: z.string().nullable(),
});
export type ProjectInfo = z.infer<typeof ProjectInfo>;

/** Another annotator's layer of one article; it may be empty. */
export const Layer = z.strictObject({ annotatorId: Id, spans: z.int(), status: Status });
export type Layer = z.infer<typeof Layer>;

/** What may change the project file behind its back: a service that copies its folder, and copies that it made. */
export const Surroundings = z.strictObject({
  /** Its name, or the kind of share that the folder is; null where neither is recognised. */
  service: z.string().nullable(),
  /** Names of files beside the project that hold another version of it. */
  conflictCopies: z.array(z.string()),
});
export type Surroundings = z.infer<typeof Surroundings>;

const Token = z.strictObject({ token: z.string() });

export const project = {
  /** Makes a new project at a place that `app.saveAs` gave, and opens it. */
  'project.create': op(Token, ProjectInfo),
  /** Opens the file behind a token; a project that is open already is closed first. */
  'project.open': op(Token, ProjectInfo),
  'project.openRecent': op(z.strictObject({ id: z.string() }), ProjectInfo),
  /** Makes a copy of the sample project at a place that `app.saveAs` gave, credits it to the annotator, and opens it. */
  'project.createSample': op(Token, ProjectInfo),
  'project.close': op(z.strictObject({}), z.null()),
  'project.update': op(
    z.strictObject({
      name: z.string().trim().min(1).max(300).optional(),
      guidelines: z.string().max(1_000_000).optional(),
      settings: ProjectSettings.optional(),
    }),
    z.null(),
  ),
  /** One's own spans that lie inside another of one's own with the same label, in the whole project. */
  'project.nested': op(z.strictObject({}), z.strictObject({ count: z.int() })),
  /** What others have of an article: everyone but oneself who has a span or a status anywhere in the project. */
  'project.layers': op(z.strictObject({ articleId: Id }), z.array(Layer)),
  'project.surroundings': op(z.strictObject({}), Surroundings),
  /** Copies the project, checked, to a place that `app.saveAs` gave. The project that is open stays the open one. */
  'project.saveCopy': op(z.strictObject({ destination: z.string() }), z.null()),
};

export const projectEvents = {
  /** Every committed edit, whoever made it. */
  'project.changed': z.strictObject({
    /** Empty, with `reload` set, where there are too many to send: ask again for what is shown. */
    changes: z.array(RowChangeSchema),
    reload: z.boolean(),
    /** What undo and redo would take back now, in words. */
    undo: z.string().nullable(),
    redo: z.string().nullable(),
  }),
};
