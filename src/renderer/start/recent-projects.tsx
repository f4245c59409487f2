import { Button } from 'react-aria-components';
import type { Recent } from '../../shared/contract/app.ts';
import { forgetRecent, openRecent } from '../project/project-actions.ts';
import { useView, useWorkbench } from '../session/context.tsx';
import { spelled } from '../ui/hidden-signs.ts';
import { Name } from '../ui/name.tsx';

const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

function whenOpened(openedAt: string): string {
  const time = new Date(openedAt);
  return Number.isNaN(time.getTime()) ? '' : date.format(time);
}

/** Projects that were open before, the latest first as the core gives them. A missing one is said to be missing. */
export function RecentProjects({ recents }: { recents: readonly Recent[] }) {
  const w = useWorkbench();
  const busy = useView((state) => state.busy !== null);

  async function forget(recent: Recent, index: number): Promise<void> {
    await forgetRecent(w, recent.id);
    // The row that had the focus is gone: its neighbour takes it, or what comes before the list.
    requestAnimationFrame(() => {
      const rows = document.querySelectorAll<HTMLElement>('.recent-open:not([disabled]), .recent-forget');
      const next = rows[Math.min(index * 2, rows.length - 1)];
      (next ?? document.querySelector<HTMLElement>('.start-button'))?.focus();
    });
  }

  return (
    <section className="recents" aria-labelledby="recents-title">
      <h2 id="recents-title" className="recents-title">
        Recent projects
      </h2>
      <ul className="recents-list">
        {recents.map((recent, index) => (
          <li key={recent.id} className="recent">
            <Button
              className="recent-open"
              onPress={() => openRecent(w, recent.id, recent.name)}
              isDisabled={busy || !recent.exists}
            >
              <span className="recent-name">
                <Name>{recent.name}</Name>
              </span>
              <span className="recent-place" title={spelled(recent.folder)}>
                <Name>{recent.folder}</Name>
              </span>
              <span className="recent-time">{recent.exists ? whenOpened(recent.openedAt) : 'not found'}</span>
            </Button>
            {!recent.exists && (
              <Button
                className="button"
                aria-label={`Backups of ${recent.name}`}
                isDisabled={busy}
                onPress={() => w.view.setState({ dialog: { name: 'backups', of: { recent: recent.id } } })}
              >
                Backups…
              </Button>
            )}
            <Button
              className="recent-forget"
              aria-label={`Take ${recent.name} off the list`}
              onPress={() => void forget(recent, index)}
            >
              ×
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
