import type { WriteContext } from '../format.ts';
import { escapeWord } from '../spelling.ts';

/** The types of a project as brat's `annotation.conf` declares them. */
export function annotationConf({ header, spelling, choices }: WriteContext): string {
  const { labels, relations, attributes } = spelling;
  const has = (label: string) => header.labels.some(({ id }) => id === label);
  const roles = ['speaker', 'condition', 'cue'].filter(has).map((label) => {
    const type = labels.type(label);
    return `${type}*:${type}`;
  });
  const isEvents = choices.attributions === 'events' && has('claim');
  const sections = {
    entities: [...header.labels.map(({ id }) => labels.type(id))],
    relations: header.relationTypes.map(
      ({ id, sourceLabel, targetLabel }) =>
        `${relations.type(id)}\tArg1:${labels.type(sourceLabel)}, Arg2:${labels.type(targetLabel)}`,
    ),
    events: isEvents
      ? [`Attribution\t${[`${labels.type('claim')}:${labels.type('claim')}`, ...roles].join(', ')}`]
      : [],
    attributes: header.attributes.map(
      ({ id, label, values }) =>
        `${attributes.type(id)}\tArg:${labels.type(label)}, Value:${values.map(({ name }) => escapeWord(name)).join('|')}`,
    ),
  };
  return Object.entries(sections)
    .map(([name, lines]) => [`[${name}]`, ...lines, ''].join('\n'))
    .join('\n');
}
