import { Group, ToggleButton } from 'react-aria-components';
import type { Attribute, Span } from '../../shared/model.ts';
import { Tip } from '../ui/tip.tsx';
import './attribute-values.css';

type AttributeValuesProps = {
  attributes: readonly Attribute[];
  /** What is said of the active span, by attribute. */
  values: Span['attributes'];
  onValue: (attribute: Attribute, value: string) => void;
};

/** The values of each attribute, those of the active span pressed; a pressed one is taken off when it is pressed again. */
export function AttributeValues({ attributes, values, onValue }: AttributeValuesProps) {
  return (
    <div className="attribute-values" role="presentation">
      {attributes.map((attribute) => (
        <Group key={attribute.id} className="attribute-values-group" aria-label={attribute.name}>
          {attribute.values.map(({ name, key }) => (
            <Tip key={name} tip={`${attribute.name}: ${name}`} keys={key.toUpperCase()} placement="bottom">
              <ToggleButton
                className="selection-toolbar-button attribute-value"
                isSelected={values[attribute.id] === name}
                onChange={() => onValue(attribute, name)}
                {...(key ? { 'aria-keyshortcuts': key } : {})}
              >
                <span className="selection-toolbar-name">{name}</span>
                {key && key !== name && (
                  <span className="attribute-key" aria-hidden="true">
                    {key.toUpperCase()}
                  </span>
                )}
              </ToggleButton>
            </Tip>
          ))}
        </Group>
      ))}
    </div>
  );
}
