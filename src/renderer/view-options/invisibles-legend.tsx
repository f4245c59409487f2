import { useView } from '../session/context.tsx';
import './invisibles-legend.css';

const KINDS = [
  { kind: 'space', name: 'space' },
  { kind: 'no-break', name: 'no-break space' },
  { kind: 'other-space', name: 'space of another width' },
] as const;

/** What stands for which invisible character, while they are shown. */
export function InvisiblesLegend() {
  const isShown = useView((state) => state.options.invisibles);
  if (!isShown) return null;
  return (
    <ul className="legend" aria-label="Invisible characters">
      {KINDS.map(({ kind, name }) => (
        <li key={kind}>
          <span className={`legend-sign legend-${kind}`} aria-hidden="true">
            {'\u00a0\u00a0'}
          </span>
          {name}
        </li>
      ))}
      <li>
        <span className="legend-mark" aria-hidden="true">
          →
        </span>
        tab
      </li>
      <li>
        <span className="legend-mark" aria-hidden="true">
          ¶
        </span>
        line end
      </li>
      <li>
        <span className="legend-mark legend-control" aria-hidden="true">
          ZWSP
        </span>
        without a shape, by name
      </li>
    </ul>
  );
}
