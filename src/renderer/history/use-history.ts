/** The edits of the log for a list of which a part is drawn: their keys at once, what they are as it is looked at. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { EditFilter, LoggedEdit } from '../../shared/contract/history.ts';
import { useWorkbench } from '../session/context.tsx';

/** Edits that are asked for with one call. */
const BATCH = 100;

export type History = {
  /** The edits that fit, the newest first; null until the core has answered. */
  keys: readonly string[] | null;
  edits: ReadonlyMap<string, LoggedEdit>;
  /** Why they could not be had, or null. */
  problem: string | null;
  /** Asks for those of these that are not at hand. */
  want: (keys: readonly string[]) => void;
};

const NONE: ReadonlyMap<string, LoggedEdit> = new Map();
const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Follows what is committed meanwhile. */
export function useHistory(filter: EditFilter): History {
  const { api } = useWorkbench();
  const [keys, setKeys] = useState<readonly string[] | null>(null);
  const [edits, setEdits] = useState(NONE);
  const [problem, setProblem] = useState<string | null>(null);
  const asked = useRef(new Set<string>());
  /** What comes back is of this list or of one before. */
  const generation = useRef(0);

  const list = useCallback(async () => {
    generation.current += 1;
    const mine = generation.current;
    try {
      const found = await api.call('edit.list', filter);
      if (mine !== generation.current) return;
      asked.current.clear();
      setKeys(found.map(String));
      setProblem(null);
    } catch (error) {
      if (mine === generation.current) setProblem(words(error));
    }
  }, [api, filter]);

  useEffect(() => {
    void list();
    const stop = api.on('project.changed', () => void list());
    return () => {
      stop();
      generation.current += 1;
    };
  }, [api, list]);

  const want = useCallback(
    (wanted: readonly string[]) => {
      const missing = wanted.filter((key) => !asked.current.has(key)).slice(0, BATCH);
      if (missing.length === 0) return;
      const mine = generation.current;
      for (const key of missing) asked.current.add(key);
      api.call('edit.read', { keys: missing.map(Number) }).then(
        (found) => {
          if (mine !== generation.current) return;
          setEdits((known) => new Map([...known, ...found.map((edit) => [String(edit.key), edit] as const)]));
        },
        (error) => mine === generation.current && setProblem(words(error)),
      );
    },
    [api],
  );
  return { keys, edits, problem, want };
}
