import { Button } from 'react-aria-components';
import type { Moment } from '../../shared/contract/history.ts';
import type { Id } from '../../shared/model.ts';
import { showOwnLayer } from '../session/actions/layers.ts';
import { useSession, useWorkbench } from '../session/context.tsx';
import { Name } from '../ui/name.tsx';
import { timeOf, titleOf } from './edit-words.ts';
import { stepMoment } from './history-actions.ts';
import './history.css';

/** Says that the article is shown as it was, and leads to the moments around it, to now, and back. */
export function MomentBar({ moment, articleId }: { moment: Moment; articleId: Id }) {
  const w = useWorkbench();
  const readOnly = useSession((state) => state.project?.readOnly ?? null);
  const { edit, changes, left } = moment;
  const toNow = async () => {
    await showOwnLayer(w);
    // The button that had the focus goes.
    requestAnimationFrame(() => w.text.current?.focus());
  };
  const differs = changes.length > 0 || left.length > 0;
  return (
    <section className="banner" aria-label="An earlier moment">
      <p className="moment-words">
        <b>As it was</b> on {timeOf(edit)}, after “<Name>{titleOf(edit)}</Name>”.{' '}
        {differs ? 'To read only.' : 'Your annotations are the same now.'}
      </p>
      <Button className="button" onPress={() => void stepMoment(w, articleId, moment, 1)}>
        Earlier
      </Button>
      <Button className="button" onPress={() => void stepMoment(w, articleId, moment, -1)}>
        Later
      </Button>
      <Button
        className="button"
        isDisabled={!differs || readOnly !== null}
        onPress={() => w.view.setState({ dialog: { name: 'go-back', articleId, moment } })}
      >
        Go back to this moment…
      </Button>
      <Button className="button" onPress={() => void toNow()}>
        To now <span className="kbd">Esc</span>
      </Button>
    </section>
  );
}
