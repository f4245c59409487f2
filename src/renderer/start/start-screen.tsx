import { Button } from 'react-aria-components';
import type { CommandId } from '../../shared/commands.ts';
import type { AppState } from '../../shared/contract/app.ts';
import { commandOf } from '../commands/command.ts';
import { Keys, shortcutOf } from '../commands/keys-shown.tsx';
import { useRunner } from '../commands/runner.ts';
import { useSession, useView, useWorkbench } from '../session/context.tsx';
import { spelled } from '../ui/hidden-signs.ts';
import { RecentProjects } from './recent-projects.tsx';
import './start.css';

const FOR_NEWCOMERS = ['project.sample', 'project.new', 'project.open'] as const;
const FOR_OTHERS = ['project.new', 'project.open', 'project.sample'] as const;

/** What is there before a project is open: make one, open one, go on with one, or try the sample. */
export function StartScreen({ app }: { app: AppState }) {
  const isNew = app.recents.length === 0;
  const order = isNew ? FOR_NEWCOMERS : FOR_OTHERS;
  return (
    <main className="start" data-pane="start">
      <div className={isNew ? 'start-sheet start-new' : 'start-sheet'}>
        <h1 className="start-title">Sayso</h1>
        <p className="start-lead">Who said what, and under which condition.</p>
        <StartNotices />
        <div className="start-columns">
          <section className="start-actions" aria-label="Begin">
            {isNew && (
              <p className="start-hint">
                New here? The sample project has three short articles, annotated to show how it is done.
              </p>
            )}
            {order.map((id, index) => (
              <StartButton key={id} id={id} isFirst={index === 0} />
            ))}
            <p className="start-hint">Or drop a .sayso file anywhere in this window.</p>
            {app.host === 'web' && (
              <p className="start-hint">Projects are kept on this computer, in Sayso’s own folder of your account.</p>
            )}
          </section>
          {!isNew && <RecentProjects recents={app.recents} />}
        </div>
      </div>
    </main>
  );
}

function StartButton({ id, isFirst }: { id: CommandId; isFirst: boolean }) {
  const run = useRunner();
  const busy = useView((state) => state.busy !== null);
  const { title, keys } = commandOf(id);
  return (
    <Button
      className={isFirst ? 'button button-primary start-button' : 'button start-button'}
      onPress={() => run(id)}
      isDisabled={busy}
      autoFocus={isFirst}
      {...shortcutOf(id)}
    >
      {title}
      {keys[0] && <Keys keys={keys[0]} />}
    </Button>
  );
}

function StartNotices() {
  const { view } = useWorkbench();
  const busy = useView((state) => state.busy);
  const failure = useView((state) => state.failure);
  const waiting = useView((state) => state.waiting);
  const isConnected = useSession((state) => state.app !== null);
  return (
    <>
      <p className="start-busy" role="status">
        {busy ?? (isConnected ? '' : 'Connecting…')}
      </p>
      {failure && (
        <div className="start-failure" role="alert">
          <p>{spelled(failure)}</p>
          <Button className="button" onPress={() => view.setState({ failure: null })}>
            Dismiss
          </Button>
        </div>
      )}
      {waiting.length > 0 && (
        <p className="start-waiting">
          {waiting.length === 1 ? `${spelled(waiting[0]?.name ?? '')} is` : `${waiting.length} articles are`} added to
          the project that you make or open now.
        </p>
      )}
    </>
  );
}
