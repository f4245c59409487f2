/**
 * Which backups of one project file may go. Days, weeks and months are those that have backups, not those before today,
 * so that a clock that jumps takes none away.
 */
export type Kept = {
  id: string;
  /** ISO 8601 in UTC. */
  at: string;
  /** Bytes. */
  size: number;
  /** Its articles or edits do not match their hashes. */
  damaged: boolean;
};

/** All of so many days, and the newest of so many more days, weeks and months. */
const DAYS_WHOLE = 2;
const DAYS = 12;
const WEEKS = 10;
const MONTHS = 9;
/** Copies of a damaged project that are kept beside the sound ones. */
const DAMAGED = 3;

const DAY = 24 * 60 * 60 * 1000;
const dayOf = (at: string): number => Math.floor(Date.parse(at) / DAY);
/** The first day of 1970 was a Thursday; a week begins on Monday. */
const weekOf = (at: string): number => Math.floor((dayOf(at) + 3) / 7);
const monthOf = (at: string): string => at.slice(0, 7);

/** The newest backup of each of the newest periods; `newestFirst` is sorted. */
function newestOfEach(newestFirst: readonly Kept[], periodOf: (at: string) => unknown, most: number): Kept[] {
  const seen = new Map<unknown, Kept>();
  for (const backup of newestFirst) {
    const period = periodOf(backup.at);
    if (!seen.has(period)) seen.set(period, backup);
  }
  return [...seen.values()].slice(0, most);
}

function ofNewestDays(newestFirst: readonly Kept[]): Kept[] {
  const days = new Set(newestOfEach(newestFirst, dayOf, DAYS_WHOLE).map(({ at }) => dayOf(at)));
  return newestFirst.filter(({ at }) => days.has(dayOf(at)));
}

/**
 * The ids of the backups that may go. `latest` is the one that was just made: where it is damaged, no sound one goes.
 * It never goes, nor does the newest sound one by its time. A backup from later than `now` was made by a clock that
 * was wrong, or the clock is wrong now: it takes no place of another, and goes only where `cap` (bytes) is passed.
 */
export function toGo(
  backups: readonly Kept[],
  { latest, now, cap }: { latest: string; now: Date; cap: number },
): string[] {
  const newestFirst = backups.toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1));
  const sound = newestFirst.filter(({ damaged }) => !damaged);
  const damaged = newestFirst.filter(({ id, damaged }) => damaged && id !== latest);
  const spare = damaged.slice(DAMAGED - 1).map(({ id }) => id);
  if (!sound.some(({ id }) => id === latest)) return spare;

  const isLater = ({ at }: Kept) => Date.parse(at) > now.getTime();
  const past = sound.filter((backup) => !isLater(backup));
  const wanted = new Set([
    ...sound.filter(isLater),
    ...ofNewestDays(past),
    ...newestOfEach(past, dayOf, DAYS_WHOLE + DAYS),
    ...newestOfEach(past, weekOf, WEEKS),
    ...newestOfEach(past, monthOf, MONTHS),
  ]);
  const untouchable = new Set([latest, sound[0]?.id]);
  const gone = new Set([...spare, ...sound.filter((backup) => !wanted.has(backup)).map(({ id }) => id)]);
  for (const id of untouchable) if (id !== undefined) gone.delete(id);
  let size = newestFirst.reduce((sum, backup) => sum + (gone.has(backup.id) ? 0 : backup.size), 0);
  for (const { id, size: own } of newestFirst.toReversed()) {
    if (size <= cap) break;
    if (gone.has(id) || untouchable.has(id)) continue;
    gone.add(id);
    size -= own;
  }
  return [...gone];
}
