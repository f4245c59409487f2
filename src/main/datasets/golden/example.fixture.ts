/** The project behind the golden files: a bit of everything that makes offsets and tables go wrong. */
import type { Rows } from '../../../shared/model.ts';
import { DEFAULT_ATTRIBUTES, DEFAULT_LABELS, DEFAULT_RELATION_TYPES } from '../../labels/default-labels.ts';
import type { DatasetArticle, DatasetHeader } from '../format.ts';
import { article, spanOver, TIME } from '../project.fixture.ts';

export const HEADER: DatasetHeader = {
  labels: DEFAULT_LABELS.map((label) => ({ ...label, active: true })),
  relationTypes: DEFAULT_RELATION_TYPES,
  attributes: DEFAULT_ATTRIBUTES,
  guidelines: 'Mark what others say.\nLeave out what the author says.',
  annotators: [
    { id: 'ana', name: 'Ana' },
    { id: 'ben', name: 'Ben, "the second"' },
  ],
  entities: [{ id: 'harbour-master', name: 'Ilse Okonkwo | harbour master', note: 'She\u2028is named only once.' }],
};

const FERRY = `The ferry 😀 will sail, said the harbour master, if the fog lifts.
“Not yet,” she warned, “but soon.” Anto\u0301n said that Bea denied that fares | would rise unless fuel did.
-5 degrees by noon, the office said.`;
const MARKET = 'Prices fall\n=SUM(A1) is no price, a trader joked. Had it rained, none would have come.';

const span = (
  text: string,
  articleId: string,
  annotatorId: string,
  label: string,
  id: string,
  quotes: string[],
  details: Partial<Rows['span']> = {},
) => spanOver(text, quotes, { id, articleId, annotatorId, label, ...details });

const relation = (
  articleId: string,
  annotatorId: string,
  id: string,
  type: string,
  source: string,
  target: string,
): Rows['relation'] => ({ id, articleId, annotatorId, type, source, target, origin: 'manual', createdAt: TIME });

const ferry = (annotator: string, label: string, id: string, quotes: string[], details?: Partial<Rows['span']>) =>
  span(FERRY, 'ferry', annotator, label, id, quotes, details);

export const ARTICLES: DatasetArticle[] = [
  {
    article: article(FERRY, {
      id: 'ferry',
      title: 'Ferry "waits"',
      author: 'A. Writer',
      date: '2026-03-09',
      outlet: 'The Quay, weekly',
      url: 'https://example.org/ferry',
      source: 'ferry.txt',
      encoding: 'windows-1252',
      replaced: 1,
    }),
    text: FERRY,
    statuses: [
      { id: 'ferry:ana', articleId: 'ferry', annotatorId: 'ana', status: 'done' },
      { id: 'ferry:ben', articleId: 'ferry', annotatorId: 'ben', status: 'in-progress' },
    ],
    spans: [
      ferry('ana', 'claim', 'a-claim-1', ['The ferry 😀 will sail'], {
        attributes: { 'quote-type': 'indirect', certainty: 'probable' },
        note: 'The emoji is in the source.',
      }),
      ferry('ana', 'claim', 'a-claim-2', ['“Not yet,”', '“but soon.”'], { attributes: { 'quote-type': 'direct' } }),
      ferry('ana', 'claim', 'a-claim-3', ['that Bea denied that fares | would rise unless fuel did']),
      ferry('ana', 'claim', 'a-claim-4', ['that fares | would rise unless fuel did'], {
        note: 'nested | in a-claim-3',
      }),
      ferry('ana', 'claim', 'a-claim-5', ['-5 degrees by noon']),
      ferry('ana', 'condition', 'a-condition-1', ['if the fog lifts'], {
        attributes: { 'condition-type': 'sufficient' },
      }),
      ferry('ana', 'condition', 'a-condition-2', ['unless fuel did']),
      ferry('ana', 'cue', 'a-cue-1', ['said']),
      ferry('ana', 'speaker', 'a-speaker-1', ['the harbour master'], {
        entityId: 'harbour-master',
        attributes: { mention: 'description' },
      }),
      ferry('ana', 'speaker', 'a-speaker-2', ['she'], { entityId: 'harbour-master' }),
      ferry('ana', 'speaker', 'a-speaker-3', ['Anto\u0301n']),
      ferry('ben', 'claim', 'b-claim-1', ['The ferry 😀 will sail'], { origin: 'import' }),
      ferry('ben', 'condition', 'b-condition-1', ['if the fog lifts'], { origin: 'import' }),
    ],
    relations: [
      relation('ferry', 'ana', 'a-r1', 'said-by', 'a-claim-1', 'a-speaker-1'),
      relation('ferry', 'ana', 'a-r2', 'holds-if', 'a-claim-1', 'a-condition-1'),
      relation('ferry', 'ana', 'a-r3', 'cued-by', 'a-claim-1', 'a-cue-1'),
      relation('ferry', 'ana', 'a-r4', 'said-by', 'a-claim-2', 'a-speaker-2'),
      relation('ferry', 'ana', 'a-r5', 'said-by', 'a-claim-2', 'a-speaker-1'),
      relation('ferry', 'ana', 'a-r6', 'said-by', 'a-claim-3', 'a-speaker-3'),
      relation('ferry', 'ana', 'a-r7', 'holds-if', 'a-claim-4', 'a-condition-2'),
    ],
  },
  {
    article: article(MARKET, { id: 'market', title: '', archived: true, source: 'market.html', encoding: 'utf-16le' }),
    text: MARKET,
    statuses: [],
    spans: [
      span(MARKET, 'market', 'ben', 'claim', 'm-claim-1', ['=SUM(A1) is no price']),
      span(MARKET, 'market', 'ben', 'claim', 'm-claim-2', ['Prices fall\n=SUM(A1)']),
      span(MARKET, 'market', 'ben', 'condition', 'm-condition-1', ['Had it rained']),
      span(MARKET, 'market', 'ben', 'speaker', 'm-speaker-1', ['a trader']),
    ],
    relations: [relation('market', 'ben', 'm-r1', 'said-by', 'm-claim-1', 'm-speaker-1')],
  },
];
