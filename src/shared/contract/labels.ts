/**
 * The label set of a project: labels, the attributes of their spans, and the types of relations between them. What is
 * in use is never removed by the way: it is refused with what it touches, unless the input says what becomes of that.
 */
import { z } from 'zod';
import { Attribute, Id, Label, RelationType } from '../model.ts';
import { op } from './op.ts';

const Name = z.string().trim().min(1).max(100);
/** Null for a new one, whose id is made from its name. */
const IdOrNew = Id.nullable();

/** What hangs on a part of the label set, in all annotators' layers. */
const Usage = z.strictObject({
  spans: z.int(),
  relations: z.int(),
  articles: z.int(),
  /** By name. */
  annotators: z.array(z.string()),
});
export type Usage = z.infer<typeof Usage>;

/** What removing a label does, or did. */
const Removal = z.strictObject({
  /** Spans that get the other label, or are deleted. */
  spans: z.int(),
  relationsChanged: z.int(),
  relationsDeleted: z.int(),
  /** All that comes of it beside that, one sentence each. */
  consequences: z.array(z.string()),
});
export type Removal = z.infer<typeof Removal>;

/** What loading a label set does to the project's, one line for each part of it. */
const LabelSetChanges = z.strictObject({
  added: z.array(z.string()),
  changed: z.array(z.string()),
  removed: z.array(z.string()),
  /** What stays though the file has it not, or otherwise: each with the reason. */
  kept: z.array(z.string()),
});
export type LabelSetChanges = z.infer<typeof LabelSetChanges>;

const Token = z.strictObject({ token: z.string() });

export const labels = {
  'label.setActive': op(z.strictObject({ id: Id, active: z.boolean() }), z.null()),
  /** Adds a label at the end, or changes one. Refused where its name or key is taken. */
  'label.save': op(
    z.strictObject({
      id: IdOrNew,
      name: Name,
      colour: Label.shape.colour,
      key: Label.shape.key,
      description: Label.shape.description,
      active: z.boolean(),
    }),
    Label,
  ),
  /** Puts the labels into this order; those that are not named come after. */
  'label.arrange': op(z.strictObject({ ids: z.array(Id).min(1) }), z.null()),
  /** What a label touches, and what merging it into another would do. */
  'label.usage': op(
    z.strictObject({ id: Id, mergeInto: Id.optional() }),
    z.strictObject({ usage: Usage, removal: Removal }),
  ),
  /**
   * A label in use is merged into another, whose label all its spans get, or removed with its spans. Without either it
   * is refused. Built-in labels cannot be removed.
   */
  'label.remove': op(
    z
      .strictObject({ id: Id, mergeInto: Id.optional(), deleteSpans: z.literal(true).optional() })
      .refine(
        ({ mergeInto, deleteSpans }) => !mergeInto || !deleteSpans,
        'spans are either given another label or deleted',
      ),
    Removal,
  ),

  /**
   * Adds an attribute, or changes one. A value with `was` is one that had that name: spans that have it follow. Where a
   * value that is in use is left out, it is refused, or with `takeOff` taken off the spans.
   */
  'attribute.save': op(
    z.strictObject({
      id: IdOrNew,
      label: Id,
      name: Name,
      values: z
        .array(z.strictObject({ name: Name, key: z.string().max(20), was: z.string().nullable() }))
        .min(1)
        .max(100),
      takeOff: z.literal(true).optional(),
    }),
    Attribute,
  ),
  /** How many spans have each value, values that the attribute no longer has included. */
  'attribute.usage': op(
    z.strictObject({ id: Id }),
    z.strictObject({ usage: Usage, values: z.record(z.string(), z.int()) }),
  ),
  /** Refused where spans have it, unless it is to be taken off them. */
  'attribute.remove': op(z.strictObject({ id: Id, takeOff: z.literal(true).optional() }), z.null()),

  /** Adds a relation type, or changes one. Which labels it joins cannot be changed while relations have it. */
  'relationType.save': op(z.strictObject({ id: IdOrNew, name: Name, sourceLabel: Id, targetLabel: Id }), RelationType),
  'relationType.usage': op(z.strictObject({ id: Id }), Usage),
  /** Refused where relations have it, unless they are to be deleted. Built-in types cannot be removed. */
  'relationType.remove': op(z.strictObject({ id: Id, deleteRelations: z.literal(true).optional() }), z.null()),

  /** Writes the label set into a file at a place that `app.saveAs` gave. */
  'labelSet.save': op(z.strictObject({ destination: z.string() }), z.strictObject({ name: z.string() })),
  /** Reads a file of a label set, strictly, and says what loading it would do. */
  'labelSet.preview': op(Token, LabelSetChanges),
  /** Makes the label set of a file that of the project, as one edit. What is in use stays. */
  'labelSet.load': op(Token, LabelSetChanges),
};
