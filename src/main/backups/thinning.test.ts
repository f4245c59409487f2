import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Kept, toGo } from './thinning.ts';

const DAY = 24 * 60 * 60 * 1000;
const START = Date.parse('2026-03-15T12:00:00.000Z');
const backup = (time: number, more: Partial<Kept> = {}): Kept => {
  const at = new Date(time).toISOString();
  return { id: at, at, size: 1, damaged: false, ...more };
};
const NO_CAP = Number.MAX_SAFE_INTEGER;
const newestId = (backups: readonly Kept[]) =>
  backups
    .map(({ id }) => id)
    .sort()
    .at(-1) ?? '';
const left = (backups: readonly Kept[], gone: readonly string[]) => backups.filter(({ id }) => !gone.includes(id));

/** Backups at distinct times over some two years, the newest one sound. */
const shelves = fc
  .uniqueArray(fc.integer({ min: 0, max: 800 * 24 }), { minLength: 1, maxLength: 80 })
  .chain((hours) =>
    fc.tuple(...hours.map((hour) => fc.record({ hour: fc.constant(hour), damaged: fc.boolean(), size: fc.nat(100) }))),
  )
  .map((items) => {
    const backups = items.map(({ hour, damaged, size }) => backup(START - hour * 60 * 60 * 1000, { damaged, size }));
    const newest = newestId(backups);
    return backups.map((b) => (b.id === newest ? { ...b, damaged: false } : b));
  });

describe('thinning', () => {
  test('after a year of backups each half hour of the working day, some sixty are left', () => {
    let kept: Kept[] = [];
    for (let day = 365; day >= 0; day--)
      for (let half = 0; half < 16; half++) {
        const now = START - day * DAY - 8 * 60 * 60 * 1000 + half * 30 * 60 * 1000;
        kept.push(backup(now));
        kept = left(kept, toGo(kept, { latest: new Date(now).toISOString(), now: new Date(now), cap: NO_CAP }));
      }
    const days = new Set(kept.map(({ at }) => at.slice(0, 10)));
    expect(kept.filter(({ at }) => at.startsWith('2026-03-15')).length).toBe(16);
    expect(kept.filter(({ at }) => at.startsWith('2026-03-14')).length).toBe(16);
    for (let day = 2; day < 14; day++) expect(days).toContain(new Date(START - day * DAY).toISOString().slice(0, 10));
    expect(new Set(kept.map(({ at }) => at.slice(0, 7))).size).toBe(9);
    expect(kept.length).toBeLessThanOrEqual(60);
  });

  test('the newest sound one and the one just made never go, however small the cap', () => {
    fc.assert(
      fc.property(shelves, fc.nat(50), (backups, cap) => {
        const latest = newestId(backups);
        const gone = toGo(backups, { latest, now: new Date(START), cap });
        expect(gone).not.toContain(latest);
        expect(left(backups, gone).length).toBeGreaterThan(0);
      }),
    );
  });

  test('what is left fits the cap, or is only what may not go', () => {
    fc.assert(
      fc.property(shelves, fc.nat(2000), (backups, cap) => {
        const latest = newestId(backups);
        const kept = left(backups, toGo(backups, { latest, now: new Date(START), cap }));
        const size = kept.reduce((sum, b) => sum + b.size, 0);
        expect(size <= cap || kept.length === 1).toBe(true);
      }),
    );
  });

  test('a clock that is set back takes no good one away', () => {
    fc.assert(
      fc.property(shelves, fc.integer({ min: 801, max: 4000 }), (backups, daysBack) => {
        const now = new Date(START - daysBack * DAY);
        const made = backup(now.getTime());
        const gone = toGo([...backups, made], { latest: made.id, now, cap: NO_CAP });
        const sound = backups.filter(({ damaged }) => !damaged).map(({ id }) => id);
        expect(gone.filter((id) => sound.includes(id) || id === made.id)).toEqual([]);
      }),
    );
  });

  test('a clock ten years ahead leaves what the right one would have left, and costs at most a day, a week and a month', () => {
    fc.assert(
      fc.property(shelves, (all) => {
        const backups = all.filter(({ damaged }) => !damaged);
        const right = toGo(backups, { latest: newestId(backups), now: new Date(START), cap: NO_CAP });
        const kept = left(backups, right);
        const made = backup(START + 3650 * DAY);
        const gone = toGo([...kept, made], { latest: made.id, now: new Date(made.at), cap: NO_CAP });
        const byDay = new Set(kept.map(({ at }) => at.slice(0, 10)));
        const daysLeft = new Set(left(kept, gone).map(({ at }) => at.slice(0, 10)));
        expect(byDay.size - daysLeft.size).toBeLessThanOrEqual(3);
        expect(gone).not.toContain(newestId(kept));
      }),
    );
  });

  test('once nothing more may go, nothing goes', () => {
    fc.assert(
      fc.property(shelves, fc.nat(2000), (backups, cap) => {
        const options = { latest: newestId(backups), now: new Date(START), cap };
        const kept = left(backups, toGo(backups, options));
        expect(toGo(kept, options)).toEqual([]);
      }),
    );
  });

  test('while the project is damaged no sound backup goes, and of the damaged ones three stay', () => {
    const sound = Array.from({ length: 40 }, (_, n) => backup(START - n * 1000));
    const damaged = Array.from({ length: 9 }, (_, n) => backup(START + n * 1000, { damaged: true }));
    const gone = toGo([...sound, ...damaged], { latest: newestId(damaged), now: new Date(START + DAY), cap: 1 });
    expect(gone.sort()).toEqual(damaged.slice(0, 6).map(({ id }) => id));
  });
});
