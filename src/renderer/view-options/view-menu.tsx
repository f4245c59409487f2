import { Button, DialogTrigger, Label, Popover, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Check } from '../article-list/check.tsx';
import { useView, useWorkbench } from '../session/context.tsx';
import { Tip } from '../ui/tip.tsx';
import { SPACINGS, TEXT_SIZES, textSizeBeside, type ViewOptions, WIDTHS } from './view-options.ts';
import './view-menu.css';

/** How the text is shown: its size, the width of the page, the space between lines, and what is invisible. */
export function ViewMenu() {
  const { view } = useWorkbench();
  const options = useView((state) => state.options);
  const set = (change: Partial<ViewOptions>) => view.setState({ options: { ...options, ...change } });
  return (
    <DialogTrigger>
      <Tip tip="Size of the text and width of the page" placement="bottom">
        <Button className="view-menu-button" aria-label="View of the text">
          <span aria-hidden="true">A</span>
          <span aria-hidden="true">a</span>
        </Button>
      </Tip>
      <Popover className="popover view-menu" aria-label="View of the text" placement="bottom end">
        <div className="view-menu-row">
          <span>Text size</span>
          <span className="view-menu-size">
            <SizeButton name="Smaller text" sign="−" size={options.textSize} step={-1} onSize={set} />
            <span role="status">{TEXT_SIZES.indexOf(options.textSize) + 1}</span>
            <SizeButton name="Larger text" sign="+" size={options.textSize} step={1} onSize={set} />
          </span>
        </div>
        <Choice title="Lines" choices={SPACINGS} chosen={options.spacing} onChoose={(spacing) => set({ spacing })} />
        <Choice title="Page" choices={WIDTHS} chosen={options.width} onChoose={(width) => set({ width })} />
        <Check isSelected={options.invisibles} onChange={(invisibles) => set({ invisibles })}>
          Invisible characters
        </Check>
      </Popover>
    </DialogTrigger>
  );
}

type SizeButtonProps = {
  name: string;
  sign: string;
  size: number;
  step: 1 | -1;
  onSize: (change: { textSize: number }) => void;
};

function SizeButton({ name, sign, size, step, onSize }: SizeButtonProps) {
  const next = textSizeBeside(size, step);
  return (
    <Button
      className="view-menu-step"
      aria-label={name}
      isDisabled={next === size}
      onPress={() => onSize({ textSize: next })}
    >
      {sign}
    </Button>
  );
}

type ChoiceProps<Id extends string> = {
  title: string;
  choices: readonly { id: Id; title: string }[];
  chosen: Id;
  onChoose: (id: Id) => void;
};

function Choice<Id extends string>({ title, choices, chosen, onChoose }: ChoiceProps<Id>) {
  return (
    <div className="view-menu-choice">
      <Label>{title}</Label>
      <ToggleButtonGroup
        className="view-menu-group"
        aria-label={title}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[chosen]}
        onSelectionChange={(keys) => {
          const choice = choices.find(({ id }) => keys.has(id));
          if (choice) onChoose(choice.id);
        }}
      >
        {choices.map((choice) => (
          <ToggleButton key={choice.id} id={choice.id} className="view-menu-option">
            {choice.title}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
