import { Button } from 'react-aria-components';
import type { CommandId } from '../../shared/commands.ts';
import { commandOf } from '../commands/command.ts';
import { Keys, shortcutOf } from '../commands/keys-shown.tsx';
import { useRunner } from '../commands/runner.ts';
import { useSession } from '../session/context.tsx';
import './article-heading.css';

const WAYS_IN: readonly CommandId[] = ['article.import', 'article.importFolder', 'article.paste'];

/** What to do in a project without articles. */
export function EmptyProject() {
  const run = useRunner();
  const readOnly = useSession((state) => state.project?.readOnly ?? null);
  return (
    <div className="empty-project">
      <h1 className="heading-title">No articles yet</h1>
      {readOnly === null ? (
        <>
          <p>
            Drop texts, web pages, Word documents, PDFs or tables here, or whole folders of them. The text of an article
            never changes.
          </p>
          <div className="empty-ways">
            {WAYS_IN.map((id, index) => (
              <Button
                key={id}
                className={index === 0 ? 'button button-primary' : 'button'}
                onPress={() => run(id)}
                {...shortcutOf(id)}
              >
                {commandOf(id).title} {commandOf(id).keys[0] && <Keys keys={commandOf(id).keys[0] ?? ''} />}
              </Button>
            ))}
          </div>
        </>
      ) : (
        <p>{readOnly}</p>
      )}
    </div>
  );
}
