import { useEffect, useState } from 'react';
import { isKeptEdits, putInFile } from '../history/kept-edits.ts';
import { useSession, useWorkbench } from '../session/context.tsx';
import { toast } from '../session/tasks-store.ts';
import { report, type Workbench } from '../session/workbench.ts';
import { addFiles } from './import-actions.ts';
import { bringsFiles, droppedFiles, isProjectFile } from './import-files.ts';
import { openFile } from './project-actions.ts';
import './drop-target.css';

/** Takes files and folders that are dropped anywhere on the window, and shows that it will. */
export function DropTarget() {
  const w = useWorkbench();
  const [isOver, setIsOver] = useState(false);
  const hasProject = useSession((state) => state.project !== null);

  useEffect(() => {
    const stop = new AbortController();
    const listen = (name: 'dragenter' | 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent) => void) =>
      window.addEventListener(name, listener, { signal: stop.signal });
    // Each element that is entered or left on the way says so: only the sum tells whether the window was left.
    let depth = 0;
    listen('dragenter', (event) => {
      if (!bringsFiles(event.dataTransfer)) return;
      depth += 1;
      setIsOver(true);
    });
    listen('dragleave', (event) => {
      if (!bringsFiles(event.dataTransfer)) return;
      depth -= 1;
      if (depth <= 0) setIsOver(false);
    });
    listen('dragover', (event) => {
      if (bringsFiles(event.dataTransfer)) event.preventDefault();
    });
    listen('drop', (event) => {
      depth = 0;
      setIsOver(false);
      if (!event.dataTransfer || !bringsFiles(event.dataTransfer)) return;
      event.preventDefault();
      droppedFiles(event.dataTransfer).then(
        (files) => takeDropped(w, files),
        (error) => report(w, error),
      );
    });
    return () => stop.abort();
  }, [w]);

  if (!isOver) return null;
  return (
    <div className="drop-target" aria-hidden="true">
      <p>{hasProject ? 'Drop to add articles, or a .sayso file to open it' : 'Drop a .sayso file to open it'}</p>
    </div>
  );
}

function takeDropped(w: Workbench, files: readonly File[]): void {
  const project = files.find(isProjectFile);
  const { project: open } = w.session.getState();
  if (!w.session.getState().app?.annotator) return;
  const kept = files.find(isKeptEdits);
  if (project) openFile(w, project);
  else if (kept) void putInFile(w, kept);
  else if (!open) w.view.setState({ failure: 'Open or make a project first; then articles can be dropped into it.' });
  else if (open.readOnly !== null) toast(w.tasks, 'bad', `Articles cannot be added. ${open.readOnly}`);
  else if (files.length === 0) toast(w.tasks, 'info', 'There is no article in what was dropped.');
  else void addFiles(w, files);
}
