import type { WriteContext } from '../format.ts';

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const quoted = (value: string) => `"${value.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign)}"`;

/** The labelling configuration in which the names of tasks have their meaning. */
export function configuration({ header, spelling }: WriteContext): string {
  const labels = header.labels.map(
    ({ id, colour }) => `    <Label value=${quoted(spelling.labels.type(id))} background=${quoted(colour)}/>`,
  );
  const choices = header.attributes.map(({ id, label, values }) =>
    [
      `  <Choices name=${quoted(spelling.attributes.word(id))} toName="text" perRegion="true" whenTagName="role" whenLabelValue=${quoted(spelling.labels.type(label))}>`,
      ...values.map(({ name }) => `    <Choice value=${quoted(name)}/>`),
      '  </Choices>',
    ].join('\n'),
  );
  const relations = header.relationTypes.map(
    ({ id }) => `    <Relation value=${quoted(spelling.relations.word(id))}/>`,
  );
  return [
    '<View>',
    '  <Labels name="role" toName="text">',
    ...labels,
    '  </Labels>',
    ...choices,
    '  <Relations>',
    ...relations,
    '  </Relations>',
    '  <Text name="text" value="$text"/>',
    '</View>',
    '',
  ].join('\n');
}
