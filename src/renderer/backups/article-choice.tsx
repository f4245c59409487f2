import { useEffect, useState } from 'react';
import { Button, Form, Label, Radio, RadioGroup } from 'react-aria-components';
import type { ArticleInBackup } from '../../shared/contract/backups.ts';
import { useWorkbench } from '../session/context.tsx';
import { Name } from '../ui/name.tsx';
import '../ui/radio-list.css';

/** As many articles as are offered at once; more are told to be there. */
const MOST = 200;

type ArticleChoiceProps = {
  backupId: string;
  onRestore: (articleId: string) => void;
  onCancel: () => void;
};

/** Which article is to be as it is in the backup, of those that are not. */
export function ArticleChoice({ backupId, onRestore, onCancel }: ArticleChoiceProps) {
  const { api } = useWorkbench();
  const [articles, setArticles] = useState<readonly ArticleInBackup[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => {
    api.call('backup.articles', { id: backupId }).then(
      (found) => {
        setArticles(found);
        setChosen(found[0]?.id ?? null);
      },
      (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
    );
  }, [api, backupId]);

  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== null) onRestore(chosen);
      }}
    >
      <div className="backup-articles" aria-busy={articles === null && problem === null}>
        {problem !== null && (
          <p className="backup-bad" role="alert">
            {problem}
          </p>
        )}
        {articles?.length === 0 && <p>Your annotations of every article are as they are in this backup.</p>}
        {articles && articles.length > 0 && (
          <RadioGroup className="radio-list" value={chosen} onChange={setChosen}>
            <Label className="radio-list-label">Your annotations of one article become those of the backup</Label>
            {articles.slice(0, MOST).map((article) => (
              <Radio key={article.id} value={article.id} className="radio-item">
                <span className="radio-dot" aria-hidden="true" />
                <span>
                  <Name>{article.title}</Name> <small className="radio-hint">{spansInWords(article)}</small>
                </span>
              </Radio>
            ))}
          </RadioGroup>
        )}
        {articles && articles.length > MOST && (
          <p>and {articles.length - MOST} more: open the backup to look at them, or restore the whole project.</p>
        )}
      </div>
      <div className="dialog-actions">
        <Button className="button" onPress={onCancel} autoFocus>
          Back
        </Button>
        <Button type="submit" className="button button-primary" isDisabled={chosen === null}>
          Restore this article
        </Button>
      </div>
    </Form>
  );
}

function spansInWords({ spansThen, spansNow }: ArticleInBackup): string {
  if (spansNow === null) return `no longer in the project · ${spansThen} of your spans in the backup`;
  return `${spansThen} of your spans in the backup, ${spansNow} now`;
}
