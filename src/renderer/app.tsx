import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import type { AppState } from '../shared/contract/app.ts';
import { BackupBanner } from './backups/backup-banner.tsx';
import { adoptLabelColours } from './label-palette/label-colours.ts';
import { AnnotateScreen } from './project/annotate-screen.tsx';
import { DatasetScreen } from './project/dataset-screen.tsx';
import { Dialogs } from './project/dialogs.tsx';
import { DropTarget } from './project/drop-target.tsx';
import { Header } from './project/header.tsx';
import { JobProgress } from './project/job-progress.tsx';
import { ProblemBanner } from './project/problem-banner.tsx';
import { StatusBar } from './project/status-bar.tsx';
import { useSession, useView } from './session/context.tsx';
import { FirstStart } from './start/first-start.tsx';
import { StartScreen } from './start/start-screen.tsx';
import { SyncNotice } from './surroundings/sync-notice.tsx';
import { spelled } from './ui/hidden-signs.ts';
import { Toasts } from './ui/toasts.tsx';

type AppProps = {
  /** Why the core did not answer at the start, or null. */
  unreachable: string | null;
  onRetry: () => void;
};

/** The window: who are you, then a project or the start screen, and what floats above them. */
export function App({ unreachable, onRetry }: AppProps) {
  const app = useSession((state) => state.app);
  const fileName = useSession((state) => state.project?.fileName);
  const labels = useSession((state) => state.project?.labels);

  useEffect(() => adoptLabelColours(labels ?? []), [labels]);
  useEffect(() => {
    document.title = fileName ? `${spelled(fileName)} – Sayso` : 'Sayso';
  }, [fileName]);

  if (unreachable !== null) return <NoAnswer reason={unreachable} onRetry={onRetry} />;
  if (!app) return null;
  return (
    <>
      {app.annotator ? <NamedWindow app={app} /> : <FirstStart />}
      <DropTarget />
    </>
  );
}

function NamedWindow({ app }: { app: AppState }) {
  const hasProject = useSession((state) => state.project !== null);
  return (
    <>
      {hasProject && <ProjectWindow />}
      {/* A project that is open already is shown in a moment: nothing else flashes up before it. */}
      {!hasProject && !app.project && <StartScreen app={app} />}
      <Dialogs />
      <JobProgress />
      <Toasts />
    </>
  );
}

function ProjectWindow() {
  const screen = useView((state) => state.screen);
  return (
    <>
      <Header />
      <ProblemBanner />
      <BackupBanner />
      <SyncNotice />
      {screen === 'annotate' ? <AnnotateScreen /> : <DatasetScreen />}
      <StatusBar />
    </>
  );
}

function NoAnswer({ reason, onRetry }: { reason: string; onRetry: () => void }) {
  return (
    <main className="no-answer" role="alert">
      <h1>Sayso does not answer</h1>
      <p>{reason}</p>
      <Button className="button button-primary" onPress={onRetry}>
        Try again
      </Button>
    </main>
  );
}
