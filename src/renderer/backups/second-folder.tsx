import { Button } from 'react-aria-components';
import { useSession, useWorkbench } from '../session/context.tsx';
import { report } from '../session/workbench.ts';
import { Name } from '../ui/name.tsx';

/** Where copies of the backups go too, and the way to say so: with the dialog of the system, where there is one. */
export function SecondFolder({ folder, onChanged }: { folder: string | null; onChanged: () => void }) {
  const w = useWorkbench();
  const hasDialog = useSession((state) => state.app?.host === 'electron');

  async function name(token: string | null): Promise<void> {
    await w.api.call('backup.setSecondFolder', { token });
    onChanged();
  }
  async function choose(): Promise<void> {
    const chosen = await w.api.call('app.chooseFolder', {});
    if (chosen) await name(chosen.token);
  }
  const run = (work: Promise<void>) => work.catch((error: unknown) => report(w, error));

  if (folder !== null)
    return (
      <>
        Copies go into <Name>{folder}</Name>.{' '}
        <Button className="link" onPress={() => void run(name(null))}>
          Stop copying
        </Button>
      </>
    );
  if (!hasDialog)
    return (
      <>
        <code>sayso backups --second-folder FOLDER</code> has them copied to another disk too.
      </>
    );
  return (
    <Button className="link" onPress={() => void run(choose())}>
      Copy them to another disk too…
    </Button>
  );
}
