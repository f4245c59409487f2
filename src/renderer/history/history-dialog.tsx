import { useEffect, useMemo, useState } from 'react';
import { Button } from 'react-aria-components';
import type { EditFilter, LoggedEdit } from '../../shared/contract/history.ts';
import type { Id } from '../../shared/model.ts';
import { useSession, useWorkbench } from '../session/context.tsx';
import { AppDialog } from '../ui/app-dialog.tsx';
import type { NamedChoice } from '../ui/choice-field.tsx';
import { startOfDay } from './edit-words.ts';
import { exportLog, goToEdit, lookBack } from './history-actions.ts';
import { type FilterFields, HistoryFilter } from './history-filter.tsx';
import { HistoryRows } from './history-rows.tsx';
import { useHistory } from './use-history.ts';
import './history.css';

const number = new Intl.NumberFormat();
const NONE: never[] = [];

function filterOf({ annotatorId, articleId, from, to }: FilterFields): EditFilter {
  return {
    ...(annotatorId === null ? {} : { annotatorId }),
    ...(articleId === null ? {} : { articleId }),
    ...(from === '' ? {} : { since: startOfDay(from) }),
    ...(to === '' ? {} : { until: startOfDay(to, 1) }),
  };
}

type HistoryDialogProps = { articleId: Id | null; onClose: () => void };

/** Every edit of the project: what was done, by whom, when, to what; and the way there, and back to then. */
export function HistoryDialog({ articleId, onClose }: HistoryDialogProps) {
  const w = useWorkbench();
  const annotators = useSession((state) => state.project?.annotators ?? NONE);
  const summaries = useSession((state) => state.summaries);
  const openId = useSession((state) => state.open?.article.id ?? null);
  const [fields, setFields] = useState<FilterFields>({ annotatorId: null, articleId, from: '', to: '' });
  const filter = useMemo(() => filterOf(fields), [fields]);
  const history = useHistory(filter);
  const { keys, edits, problem } = history;
  const [current, setCurrent] = useState<string | null>(null);
  const edit = edits.get(current ?? '');

  useEffect(() => {
    setCurrent((key) => (key !== null && keys?.includes(key) ? key : (keys?.[0] ?? null)));
  }, [keys]);

  const annotatorName = (id: Id) => annotators.find((each) => each.id === id)?.name ?? 'somebody';
  const articleTitle = (id: Id) => summaries.get(id)?.article.title ?? 'an article that is gone';
  const articles = [...new Set([fields.articleId, openId, edit?.articleId])].flatMap((id): NamedChoice | [] =>
    id && summaries.has(id) ? { id, name: articleTitle(id) } : [],
  );
  /** The article that a row leads to: of those that an edit touched, the one that was asked for. */
  const placeOf = ({ articleId: touched }: LoggedEdit) => {
    const id = fields.articleId ?? touched;
    return id !== null && summaries.has(id) ? id : null;
  };
  const place = edit ? placeOf(edit) : null;
  const leaveFor = (go: (edit: LoggedEdit, place: Id) => Promise<void>) => () => {
    if (!edit || place === null) return;
    onClose();
    void go(edit, place);
  };
  const go = leaveFor((to, id) => goToEdit(w, { ...to, articleId: id }));
  const goBackTo = leaveFor((to, id) => lookBack(w, id, to.id));

  return (
    <AppDialog title="History" className="history" onClose={onClose}>
      <HistoryFilter fields={fields} onFields={setFields} annotators={annotators} articles={articles} />
      {problem && (
        <p className="history-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="history-box">
        <HistoryRows
          keys={keys ?? NONE}
          history={history}
          current={current}
          onCurrent={setCurrent}
          onGo={go}
          onLookBack={goBackTo}
          annotatorName={annotatorName}
          articleTitle={articleTitle}
        />
        {keys === null && problem === null && <p className="history-empty">Reading the log…</p>}
        {keys?.length === 0 && <p className="history-empty">No edit fits. Take a condition away to see more.</p>}
      </div>
      <div className="dialog-actions history-actions">
        <span className="history-count" role="status">
          {keys && `${number.format(keys.length)} ${keys.length === 1 ? 'edit' : 'edits'}`}
        </span>
        <Button className="button" onPress={() => void exportLog(w)}>
          Export the log…
        </Button>
        <Button className="button" isDisabled={place === null} onPress={goBackTo}>
          Show the article as it was <span className="kbd">Shift Enter</span>
        </Button>
        <Button className="button button-primary" isDisabled={place === null} onPress={go}>
          Go there <span className="kbd">Enter</span>
        </Button>
      </div>
    </AppDialog>
  );
}
