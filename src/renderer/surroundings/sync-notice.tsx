import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Surroundings } from '../../shared/contract/project.ts';
import { remembered } from '../remembered.ts';
import { useSession, useWorkbench } from '../session/context.tsx';
import { report } from '../session/workbench.ts';
import { spelled } from '../ui/hidden-signs.ts';
import { keepFocus } from '../ui/panes.ts';
import '../ui/banner.css';

/** Says once a project that its folder is copied to other computers, or that such a copy went wrong. */
export function SyncNotice() {
  const w = useWorkbench();
  const projectId = useSession((state) => state.project?.project.id ?? null);
  const fileName = useSession((state) => state.project?.fileName ?? '');
  const [around, setAround] = useState<Surroundings | null>(null);

  useEffect(() => {
    let isCurrent = true;
    setAround(null);
    if (projectId === null) return;
    w.api.call('project.surroundings', {}).then(
      (found) => isCurrent && isNew(projectId, found) && setAround(found),
      (error) => report(w, error),
    );
    return () => {
      isCurrent = false;
    };
  }, [w, projectId]);

  if (!around || projectId === null) return null;
  const { service, conflictCopies } = around;
  const dismiss = () => {
    remembered.setItem(keyOf(projectId), seenOf(around));
    setAround(null);
    // The button that had the focus goes.
    keepFocus();
  };
  return (
    <section className="banner" aria-label="Where this project lies" data-pane="notice">
      <div className="banner-words">
        {conflictCopies.length > 0 && (
          <p>
            <b>There is another version of this project:</b> {spelled(conflictCopies.join(', '))}. It holds what was
            done on another computer at the same time, and is not in {spelled(fileName)}. Open it to look, and keep both
            until you know which one is whole.
          </p>
        )}
        {service !== null && (
          <p>
            <b>This project lies in a folder of {service}.</b> Where two computers have it open at once, each may
            replace what the other did, or leave a second copy. Let one person work in it at a time: close the project,
            wait until it is copied, then open it on the other computer.
          </p>
        )}
      </div>
      <Button className="button" onPress={dismiss}>
        Understood
      </Button>
    </section>
  );
}

const keyOf = (projectId: string): string => `sayso.surroundings.${projectId}`;
/** What the person has been told: a copy that appears later is told again. */
const seenOf = ({ service, conflictCopies }: Surroundings): string => JSON.stringify([service, ...conflictCopies]);

const isNew = (projectId: string, found: Surroundings): boolean =>
  (found.service !== null || found.conflictCopies.length > 0) && remembered.getItem(keyOf(projectId)) !== seenOf(found);
