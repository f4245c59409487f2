/** Opens the project at a path with a Sayso whose project files are one version on. Says `begun`, and `migrated` when it is. */
import { openProjectFile } from '../../src/main/store/project-file.ts';
import { STEPS } from '../../src/main/store/schema.ts';

export const NEXT_STEPS: readonly string[] = [
  ...STEPS,
  "ALTER TABLE article ADD COLUMN rating TEXT NOT NULL DEFAULT ''; CREATE INDEX article_by_rating ON article (rating);",
];

if (import.meta.main) {
  const [project = '', userData = ''] = process.argv.slice(2);
  console.log('begun');
  const file = await openProjectFile(project, () => {}, { userData, steps: NEXT_STEPS });
  if (file.readOnly === null) console.log('migrated');
  file.close();
}
