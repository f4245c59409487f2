/** Every format a dataset can be written in. */
import type { Format } from '../../shared/contract/datasets.ts';
import { writeCsv } from './csv.ts';
import { checkCsv } from './csv-check.ts';
import type { DatasetFormat } from './format.ts';
import { checkJsonl } from './jsonl-check.ts';
import { writeJsonl } from './jsonl-write.ts';

export const DATASET_FORMATS: Record<Format, DatasetFormat> = {
  jsonl: { passes: 2, write: writeJsonl, check: checkJsonl },
  csv: { passes: 4, write: writeCsv, check: checkCsv },
};
