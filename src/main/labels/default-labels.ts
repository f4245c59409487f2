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

export const DEFAULT_ATTRIBUTES: Attribute[] = [
  { id: 'quote-type', label: 'claim', name: 'Quote type', values: ['direct', 'indirect', 'mixed'], position: 1 },
  { id: 'certainty', label: 'claim', name: 'Certainty', values: ['certain', 'probable', 'possible'], position: 2 },
  { id: 'polarity', label: 'claim', name: 'Polarity', values: ['+', '-'], position: 3 },
  {
    id: 'condition-type',
    label: 'condition',
    name: 'Condition type',
    values: ['sufficient', 'necessary', 'exception', 'temporal limit'],
    position: 4,
  },
  { id: 'mention', label: 'speaker', name: 'Mention', values: ['name', 'description', 'pronoun'], position: 5 },
];
