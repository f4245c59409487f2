import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createBridge } from './bridge.ts';
import { isCommandId } from './commands/command.ts';
import { bindKeys } from './commands/keys.ts';
import { createRunner } from './commands/run.ts';
import { RunnerContext } from './commands/runner.ts';
import { openGiven } from './project/project-actions.ts';
import { followTheme } from './project/theme.ts';
import { loadRemembered } from './remembered.ts';
import { createWorkbench, follow } from './session/connect.ts';
import { WorkbenchContext } from './session/context.tsx';
import { enterProject, loadApp, untilNamed } from './session/loading.ts';
import { savingOf } from './session/tasks-store.ts';
import { report } from './session/workbench.ts';
import { rememberFocus } from './ui/panes.ts';
import { followViewOptions, restoreViewOptions } from './view-options/view-options.ts';
import './styles/tokens.css';
import './styles/base.css';

const bridge = createBridge();
const workbench = createWorkbench(bridge);
const run = createRunner(workbench);

follow(workbench, bridge, {
  onFiles: (files) => void openGiven(workbench, files).catch((error) => report(workbench, error)),
  onCommand: (id) => isCommandId(id) && run(id),
});
followTheme(workbench);
followViewOptions(workbench.view);
bindKeys(workbench, run);
rememberFocus();
window.addEventListener('beforeunload', (event) => {
  if (savingOf(workbench.tasks.getState()).state !== 'saved') event.preventDefault();
});

const container = document.getElementById('root');
if (!container) throw new Error('The page has no element for the window.');
const root = createRoot(container);

function show(unreachable: string | null): void {
  root.render(
    <StrictMode>
      <WorkbenchContext value={workbench}>
        <RunnerContext value={run}>
          <App unreachable={unreachable} onRetry={() => void start()} />
        </RunnerContext>
      </WorkbenchContext>
    </StrictMode>,
  );
}

async function start(): Promise<void> {
  show(null);
  try {
    await loadRemembered(workbench.api);
    restoreViewOptions(workbench.view);
    const { project, opened } = await loadApp(workbench);
    await untilNamed(workbench);
    if (project) await enterProject(workbench, project);
    await openGiven(workbench, opened);
  } catch (error) {
    show(error instanceof Error ? error.message : String(error));
  }
}

void start();
