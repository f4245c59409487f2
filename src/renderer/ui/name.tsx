import { hiddenSigns } from './hidden-signs.ts';
import './name.css';

/** A name that somebody gave: kept apart from what stands around it, with a badge where it holds what cannot be seen. */
export function Name({ children: name }: { children: string }) {
  const [first, ...more] = hiddenSigns(name);
  return (
    <>
      {first !== undefined && (
        <span className="hidden-badge" title={`Holds characters that cannot be seen: ${[first, ...more].join(', ')}`}>
          {more.length > 0 ? `${first} +${more.length}` : first}
        </span>
      )}
      <bdi>{name}</bdi>
    </>
  );
}
