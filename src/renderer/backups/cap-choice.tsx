import { useWorkbench } from '../session/context.tsx';
import { report } from '../session/workbench.ts';
import { ChoiceField } from '../ui/choice-field.tsx';
import { sizeInWords } from './backup-words.ts';

/** Bytes. */
const CAPS = [200_000_000, 500_000_000, 1_000_000_000, 2_000_000_000, 5_000_000_000, 20_000_000_000];

/** How much room the backups of a project may take. The oldest go first, the newest never. */
export function CapChoice({ cap, onChanged }: { cap: number; onChanged: () => void }) {
  const w = useWorkbench();
  const caps = [...new Set([...CAPS, cap])].sort((a, b) => a - b);
  return (
    <ChoiceField
      className="backups-cap"
      label="At most"
      choices={caps.map((bytes) => ({ id: String(bytes), name: sizeInWords(bytes) }))}
      value={String(cap)}
      onChange={(chosen) => {
        w.api.call('backup.setCap', { cap: Number(chosen) }).then(onChanged, (error: unknown) => report(w, error));
      }}
    />
  );
}
