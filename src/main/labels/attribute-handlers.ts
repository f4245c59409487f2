import type { Input } from '../../shared/contract/index.ts';
import { AppError } from '../../shared/errors.ts';
import { plainKey, valueUse } from '../../shared/key-conflicts.ts';
import { sameName } from '../../shared/label-set.ts';
import type { Attribute, Id } from '../../shared/model.ts';
import type { Context } from '../context.ts';
import { projectInfo } from '../projects/queries.ts';
import type { Writer } from '../store/history.ts';
import { createTouchedQueries, createUsageQueries } from './queries.ts';
import { checkKeys, checkName, counted, idFromName, madeBefore, nextPosition, replacedIn, wanted } from './scheme.ts';

type GivenValue = Input<'attribute.save'>['values'][number];

export function attributeHandlers(context: Context) {
  const scheme = () => projectInfo(context.project(), null);
  const usage = () => context.project().use(createUsageQueries);

  /** Gives each span that has the attribute the value that its value becomes; null takes it off. */
  function changeValues(writer: Writer, attribute: Id, become: (value: string) => string | null): void {
    const now = new Date().toISOString();
    for (const span of context.project().use(createTouchedQueries).spansWithAttribute(attribute)) {
      const { [attribute]: value = '', ...others } = span.attributes;
      const next = become(value);
      if (next === value) continue;
      const attributes = next === null ? others : { ...span.attributes, [attribute]: next };
      writer.put('span', { ...span, attributes, updatedAt: now });
    }
  }

  function refuseInUse(what: string, spans: number): void {
    if (spans > 0)
      throw new AppError(
        'conflict',
        `${what} is on ${counted(spans, 'span')}. Removing it takes it off ${spans === 1 ? 'that span' : 'them'}.`,
      );
  }

  /** What becomes of each value that the attribute had: its new name, or null where it is left out. */
  function renames(before: Attribute | undefined, values: readonly GivenValue[]): Map<string, string | null> {
    const heirOf = (name: string) => values.find(({ was }) => was === name) ?? values.find((v) => v.name === name);
    return new Map(before?.values.map(({ name }) => [name, heirOf(name)?.name ?? null] as const));
  }

  return {
    'attribute.save': async ({ id, label, name, values, takeOff }: Input<'attribute.save'>): Promise<Attribute> => {
      if (takeOff) await context.backups.before('deletion');
      return context.edit(id === null ? `Add attribute ${name}` : `Change attribute ${name}`, (writer) => {
        const known = scheme();
        const { attributes } = known;
        const plainValues = values.map((value) => ({ name: value.name, key: plainKey(value.key) }));
        const made = madeBefore(attributes, { label, name, values: plainValues });
        if (made && (id === null || made.id === id)) return made;
        const before = id === null ? undefined : wanted(attributes, id, 'attribute');
        if (before && before.label !== label)
          throw new AppError('bad-input', `“${before.name}” stays with its label. Add it to the other label anew.`);
        wanted(known.labels, label, 'label');
        const ofLabel = attributes.filter((attribute) => attribute.label === label);
        checkName(id, name, ofLabel, 'attribute');
        refuseTwice(values);
        const attribute: Attribute = {
          id: id ?? idFromName(name, attributes, 'attribute'),
          label,
          name,
          values: plainValues,
          position: before?.position ?? nextPosition(attributes),
        };
        checkKeys(
          { ...known, attributes: replacedIn(attributes, attribute) },
          values.map((_, index) => valueUse(attribute.id, index)),
        );
        const become = renames(before, values);
        if (!takeOff) {
          const spans = before ? usage().ofValues(before.id) : {};
          for (const [value, next] of become) if (next === null) refuseInUse(`“${value}”`, spans[value] ?? 0);
        }
        writer.put('attribute', attribute);
        changeValues(writer, attribute.id, (value) => (become.has(value) ? (become.get(value) ?? null) : value));
        return attribute;
      });
    },

    'attribute.usage': ({ id }: Input<'attribute.usage'>) => ({
      usage: usage().ofAttribute(wanted(scheme().attributes, id, 'attribute').id),
      values: usage().ofValues(id),
    }),

    'attribute.remove': async ({ id, takeOff }: Input<'attribute.remove'>): Promise<null> => {
      const { name } = wanted(scheme().attributes, id, 'attribute');
      if (takeOff) await context.backups.before('deletion');
      return context.edit(`Remove attribute ${name}`, (writer) => {
        if (!takeOff) refuseInUse(`“${name}”`, usage().ofAttribute(id).spans);
        changeValues(writer, id, () => null);
        writer.remove('attribute', id);
        return null;
      });
    },
  };
}

/** Throws AppError 'conflict' where two values have one name. */
function refuseTwice(values: readonly GivenValue[]): void {
  const twice = values.find(({ name }, index) => values.findIndex((value) => sameName(value.name, name)) < index);
  if (twice) throw new AppError('conflict', `There is a value “${twice.name}” already. Choose another name.`);
}
