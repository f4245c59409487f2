/** The label set of a new project: who said what, and under which condition. */
import type { Attribute, Label, RelationType } from '../../shared/model.ts';

export const DEFAULT_LABELS: Label[] = [
  {
    id: 'speaker',
    name: 'Speaker',
    colour: '#1f5fbf',
    key: '1',
    description:
      'The words that name who the claim is attributed to: a person, group, organisation or document, with title and apposition. Leave out the preposition (“according to”) and the one spoken to.',
    active: true,
    position: 1,
  },
  {
    id: 'claim',
    name: 'Claim',
    colour: '#9a5b00',
    key: '2',
    description:
      'All that the author attributes to the speaker, with “that”, “whether” or “to”, and with quotation marks. Leave out the verb of saying and the full stop outside the quotation.',
    active: true,
    position: 2,
  },
  {
    id: 'condition',
    name: 'Condition',
    colour: '#7a3bb0',
    key: '3',
    description:
      'The words that state under what the claim holds: the whole clause with its marker (“if”, “unless”, “provided”), or the necessary factor.',
    active: true,
    position: 3,
  },
  {
    id: 'cue',
    name: 'Cue',
    colour: '#20754a',
    key: '4',
    description: 'The verb group or phrase that signals the attribution: “said”, “according to”, “expressed doubt”.',
    active: false,
    position: 4,
  },
];

export const DEFAULT_RELATION_TYPES: RelationType[] = [
  { id: 'said-by', name: 'said by', sourceLabel: 'claim', targetLabel: 'speaker', position: 1 },
  { id: 'holds-if', name: 'holds if', sourceLabel: 'claim', targetLabel: 'condition', position: 2 },
  { id: 'cued-by', name: 'cued by', sourceLabel: 'claim', targetLabel: 'cue', position: 3 },
];

const keyed = (values: Record<string, string>) => Object.entries(values).map(([name, key]) => ({ name, key }));

/** Keys may repeat across labels: only those of the active span's label are listened to. */
export const DEFAULT_ATTRIBUTES: Attribute[] = [
  {
    id: 'quote-type',
    label: 'claim',
    name: 'Quote type',
    values: keyed({ direct: 'd', indirect: 'f', mixed: 'm' }),
    position: 1,
  },
  {
    id: 'certainty',
    label: 'claim',
    name: 'Certainty',
    values: keyed({ certain: 'c', probable: 'b', possible: 'v' }),
    position: 2,
  },
  { id: 'polarity', label: 'claim', name: 'Polarity', values: keyed({ '+': '+', '-': '-' }), position: 3 },
  {
    id: 'condition-type',
    label: 'condition',
    name: 'Condition type',
    values: keyed({ sufficient: 'f', necessary: 'c', exception: 'x', 'temporal limit': 'l' }),
    position: 4,
  },
  {
    id: 'mention',
    label: 'speaker',
    name: 'Mention',
    values: keyed({ name: 'm', description: 'd', pronoun: 'u' }),
    position: 5,
  },
];
