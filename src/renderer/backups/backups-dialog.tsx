import { useCallback, useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import type { BackupEntry, BackupList } from '../../shared/contract/backups.ts';
import { useSession, useWorkbench } from '../session/context.tsx';
import { report } from '../session/workbench.ts';
import { AppDialog } from '../ui/app-dialog.tsx';
import { Name } from '../ui/name.tsx';
import { ArticleChoice } from './article-choice.tsx';
import { type Of, openBackup, restoreArticle, restoreProject } from './backup-actions.ts';
import { BackupTable } from './backup-table.tsx';
import { CapChoice } from './cap-choice.tsx';
import { RestoreConfirm } from './restore-confirm.tsx';
import { SecondFolder } from './second-folder.tsx';
import { useBackupState } from './use-backup-state.ts';
import './backups.css';

type BackupsDialogProps = {
  of: Of;
  /** The one that is chosen at first; then it is about restoring it. */
  backupId: string | undefined;
  onClose: () => void;
};

type Step = 'list' | 'restore' | 'article';
const TITLES: Record<Step, string> = {
  list: 'Backups',
  restore: 'Restore the project',
  article: 'Restore one article',
};

/** The backups of a project: look at one, go back to one, take one article out of one. */
export function BackupsDialog({ of, backupId, onClose }: BackupsDialogProps) {
  const w = useWorkbench();
  const { list, problem, refresh } = useBackupList(of);
  const [step, setStep] = useState<Step>(backupId === undefined ? 'list' : 'restore');
  const [chosenId, setChosenId] = useState<string | null>(backupId ?? null);
  const chosen = list?.backups.find(({ id }) => id === chosenId) ?? list?.backups[0];

  const closeFor = (work: (backup: BackupEntry) => void) => () => {
    if (!chosen) return;
    onClose();
    work(chosen);
  };

  return (
    <AppDialog title={TITLES[step]} className={step === 'list' ? 'backups' : ''} onClose={onClose}>
      {problem !== null && (
        <p className="backup-bad" role="alert">
          {problem}
        </p>
      )}
      {step === 'list' && list && (
        <ListStep
          list={list}
          isOpen={of === undefined}
          chosen={chosen}
          onChosen={setChosenId}
          onStep={setStep}
          onOpen={closeFor((backup) => openBackup(w, backup, of))}
          onChanged={refresh}
        />
      )}
      {step === 'restore' && list && chosen && (
        <RestoreConfirm
          backup={chosen}
          fileName={list.fileName}
          onRestore={closeFor((backup) => restoreProject(w, backup, of))}
          onCancel={() => setStep('list')}
        />
      )}
      {step === 'article' && chosen && (
        <ArticleChoice
          backupId={chosen.id}
          onRestore={(articleId) => {
            onClose();
            void restoreArticle(w, chosen.id, articleId);
          }}
          onCancel={() => setStep('list')}
        />
      )}
    </AppDialog>
  );
}

function useBackupList(of: Of) {
  const { api } = useWorkbench();
  const [list, setList] = useState<BackupList | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const refresh = useCallback(() => {
    api.call('backup.list', of === undefined ? {} : { of }).then(setList, (error: unknown) => {
      setProblem(error instanceof Error ? error.message : String(error));
    });
  }, [api, of]);
  useEffect(refresh, [refresh]);
  return { list, problem, refresh };
}

type ListStepProps = {
  list: BackupList;
  /** It is about the open project. */
  isOpen: boolean;
  chosen: BackupEntry | undefined;
  onChosen: (id: string) => void;
  onStep: (step: Step) => void;
  onOpen: () => void;
  onChanged: () => void;
};

function ListStep({ list, isOpen, chosen, onChosen, onStep, onOpen, onChanged }: ListStepProps) {
  const w = useWorkbench();
  const isWritable = useSession((state) => state.project?.readOnly === null);
  const { problem } = useBackupState();
  const backUp = () => w.api.call('backup.make', {}).then(onChanged, (error: unknown) => report(w, error));
  return (
    <>
      {isOpen && problem !== null && <p className="backup-bad">{problem}</p>}
      {list.backups.length === 0 ? (
        <p className="backups-empty">
          There is no backup yet. One is made when the project is opened, after half an hour of changes, before much is
          changed at once, and when it is closed.
        </p>
      ) : (
        <BackupTable
          backups={list.backups}
          chosenId={chosen?.id ?? null}
          onChosen={onChosen}
          onOpen={(id) => {
            if (id === chosen?.id) onOpen();
          }}
        />
      )}
      <div className="backups-where">
        <p>
          They are in <Name>{list.folder}</Name>. All of the last two days are kept; of 12 days, 10 weeks and 9 months
          before, one each. <SecondFolder folder={list.secondFolder} onChanged={onChanged} />
        </p>
        <CapChoice cap={list.cap} onChanged={onChanged} />
      </div>
      <div className="dialog-actions backups-actions">
        {isOpen && isWritable && (
          <Button className="button backups-now" onPress={() => void backUp()}>
            Back up now
          </Button>
        )}
        <Button className="button" onPress={onOpen} isDisabled={!chosen}>
          Open to read
        </Button>
        {isOpen && isWritable && (
          <Button className="button" onPress={() => onStep('article')} isDisabled={!chosen}>
            Restore one article…
          </Button>
        )}
        <Button
          className="button button-primary"
          onPress={() => onStep('restore')}
          isDisabled={!chosen || chosen.damaged}
        >
          Restore the project…
        </Button>
      </div>
    </>
  );
}
