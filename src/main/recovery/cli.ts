/** Recovery from the command line. */
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { articleLoss, recoveryRemarks, recoverySummary } from '../../shared/recovery-words.ts';
import { openProfile } from '../app/profile.ts';
import { type Outcome, WrongUsage } from '../cli-core.ts';
import { makeTempFolder } from '../temp-folder.ts';
import { userDataFolder } from '../user-data.ts';
import { recover } from './recover.ts';

/** Saves what a damaged project holds into a new file. It has not failed where something was lost: that is told. */
export async function recoverProject([project, ...more]: string[], { out }: { out?: string }): Promise<Outcome> {
  if (!project || more.length) throw new WrongUsage('recover takes one FILE');
  const userData = userDataFolder();
  const profile = openProfile(userData);
  const temp = makeTempFolder(userData);
  try {
    const destination = out === undefined ? undefined : resolve(out);
    const { report, path } = await recover(resolve(project), { destination, userData, profile, temp });
    return {
      lines: [
        ...(path === null ? [] : [`recovered ${project} into ${path}`]),
        recoverySummary(report),
        ...recoveryRemarks(report),
        ...report.articles.map((article) => `“${article.title}”: ${articleLoss(article)}`),
      ],
      data: { ...report, file: path },
    };
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}
