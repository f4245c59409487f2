/** Every format a dataset can be written in. */
import type { Format } from '../../shared/dataset-formats.ts';
import { brat } from './brat/brat.ts';
import { citron } from './citron/citron.ts';
import { conll } from './conll/conll.ts';
import { csv } from './csv-format.ts';
import { doccano } from './doccano/doccano.ts';
import type { DatasetFormat } from './format.ts';
import { huggingface } from './huggingface/huggingface.ts';
import { jsonl } from './jsonl-format.ts';
import { labelStudio } from './label-studio/label-studio.ts';
import { parquet } from './parquet/parquet.ts';
import { spacy } from './spacy/spacy.ts';
import { uimaCasJson } from './uima-cas-json/uima-cas-json.ts';
import { w3c } from './w3c/w3c.ts';
import { webannoTsv } from './webanno-tsv/webanno-tsv.ts';

export const DATASET_FORMATS: Record<Format, DatasetFormat> = {
  jsonl,
  csv,
  brat,
  'webanno-tsv': webannoTsv,
  'uima-cas-json': uimaCasJson,
  conll,
  spacy,
  doccano,
  'label-studio': labelStudio,
  w3c,
  citron,
  huggingface,
  parquet,
};
