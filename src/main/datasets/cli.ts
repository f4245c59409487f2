/** `sayso export`. */
import { resolve } from 'node:path';
import type { LossReport } from '../../shared/contract/datasets.ts';
import { LOSSES } from '../../shared/dataset-formats.ts';
import { type Outcome, open, WrongUsage, withCore } from '../cli-core.ts';
import { runJob } from '../cli-jobs.ts';
import { type ExportFlags, exportSettings } from './command-line.ts';

export async function exportDataset([project, ...more]: string[], flags: ExportFlags): Promise<Outcome> {
  if (!project || more.length) throw new WrongUsage('export takes one PROJECT');
  const { out, losses: isDry } = flags;
  if (!isDry && !out) throw new WrongUsage('--out names the file or folder to write');
  return withCore(undefined, async (core) => {
    const { annotators, labels } = await open(core, project);
    const found = exportSettings(flags, { annotators, labels });
    if ('wrong' in found) throw new WrongUsage(found.wrong);
    const { settings } = found;
    if (isDry || !out) {
      const { result } = await runJob(core, 'dataset.losses', settings);
      if (result?.kind !== 'losses') throw new Error('the job gave no report');
      return { lines: lossLines(result.losses), data: { articles: result.articles, losses: result.losses } };
    }
    const { result } = await runJob(core, 'dataset.export', { ...settings, destination: core.place(resolve(out)) });
    if (result?.kind !== 'export') throw new Error('the export gave no report');
    const { articles, spans, relations, bytes, losses } = result.report;
    return {
      lines: [
        `wrote ${out}: ${articles} articles, ${spans} spans, ${relations} relations, ${bytes} bytes; every span was checked`,
        ...(losses.length ? lossLines(losses) : []),
      ],
      data: { ...result.report, ...settings, file: resolve(out) },
    };
  });
}

const lossLines = (losses: LossReport): string[] =>
  losses.length === 0
    ? ['nothing is lost']
    : ['not kept:', ...losses.map(({ kind, count }) => `  ${LOSSES[kind].title} (${count}): ${LOSSES[kind].fate}`)];
