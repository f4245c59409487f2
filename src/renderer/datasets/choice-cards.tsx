import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup, Text } from 'react-aria-components';
import './choice-cards.css';

export type Choice<T extends string> = { id: T; title: string; text: string; example: string };

type ChoiceCardsProps<T extends string> = {
  label: string;
  hint?: ReactNode;
  choices: readonly Choice<T>[];
  chosen: T;
  onChoose: (id: T) => void;
  columns: 2 | 3;
};

/** One of a few, each a card that says what it is for. */
export function ChoiceCards<T extends string>({
  label,
  hint,
  choices,
  chosen,
  onChoose,
  columns,
}: ChoiceCardsProps<T>) {
  return (
    <RadioGroup
      className="choices"
      value={chosen}
      onChange={(value) => {
        const choice = choices.find(({ id }) => id === value);
        if (choice) onChoose(choice.id);
      }}
    >
      <div className="choices-heading">
        <Label className="choices-label">{label}</Label>
        {hint && (
          <Text slot="description" className="choices-hint">
            {hint}
          </Text>
        )}
      </div>
      <div className="choices-cards" data-columns={columns}>
        {choices.map(({ id, title, text, example }) => (
          <Radio key={id} value={id} className="choice">
            <span className="choice-dot" aria-hidden="true" />
            <span className="choice-body">
              <span className="choice-title">
                {title} <span className="choice-example">{example}</span>
              </span>
              <span className="choice-text">{text}</span>
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
