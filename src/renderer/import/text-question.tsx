import type { ReadAs } from '../../shared/contract/articles.ts';
import { Check } from '../article-list/check.tsx';
import { EncodingQuestion } from './encoding-question.tsx';
import type { TextPreview } from './questions.ts';

type TextQuestionProps = { text: TextPreview; answer: ReadAs; onAnswer: (answer: ReadAs) => void };

/** How a text is encoded, where that is in doubt; and whether it is wanted, where it is very long. */
export function TextQuestion({ text: { encodings, large }, answer, onAnswer }: TextQuestionProps) {
  return (
    <>
      {large !== null && (
        <Check isSelected={answer.large === true} onChange={(isWanted) => onAnswer({ ...answer, large: isWanted })}>
          Add this text of {Math.round(large / 1e6)} MB. A text of more than 10 MB makes Sayso slow.
        </Check>
      )}
      {encodings.length > 0 && (
        <EncodingQuestion
          encodings={encodings}
          chosen={answer.encoding}
          onChoose={(encoding) => onAnswer({ ...answer, encoding })}
        />
      )}
    </>
  );
}
