import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { EncodingSample } from '../../shared/contract/articles.ts';
import '../ui/radio-list.css';

/** What people call an encoding, by what is written in it. */
const WORDS: Readonly<Record<string, string>> = {
  'windows-1250': 'Central European',
  'windows-1251': 'Cyrillic',
  'windows-1252': 'Western European',
  'windows-1253': 'Greek',
  'windows-1254': 'Turkish',
  'windows-1255': 'Hebrew',
  'windows-1256': 'Arabic',
  'windows-1257': 'Baltic',
  'windows-1258': 'Vietnamese',
  'windows-874': 'Thai',
  'iso-8859-2': 'Central European',
  'iso-8859-5': 'Cyrillic',
  'iso-8859-7': 'Greek',
  'iso-8859-15': 'Western European',
  'koi8-r': 'Russian',
  'koi8-u': 'Ukrainian',
  ibm866: 'Cyrillic, DOS',
  'x-mac-cyrillic': 'Cyrillic, Macintosh',
  shift_jis: 'Japanese',
  'euc-jp': 'Japanese',
  'iso-2022-jp': 'Japanese',
  gb18030: 'Chinese, simplified',
  big5: 'Chinese, traditional',
  'euc-kr': 'Korean',
};

type EncodingQuestionProps = {
  encodings: readonly EncodingSample[];
  chosen: string | undefined;
  onChoose: (encoding: string) => void;
};

/** The encodings that a file may be in, each with how the file then reads. */
export function EncodingQuestion({ encodings, chosen, onChoose }: EncodingQuestionProps) {
  return (
    <RadioGroup className="radio-list" value={chosen ?? null} onChange={onChoose}>
      <Label className="radio-list-label">
        The file does not say how its letters are encoded. Which line reads right?
      </Label>
      {encodings.map(({ name, sample }) => (
        <Radio key={name} value={name} className="radio-item">
          <span className="radio-dot" aria-hidden="true" />
          <span className="import-encoding">
            <span className="import-sample" dir="auto">
              {sample}
            </span>
            <span className="radio-hint">{WORDS[name] ? `${WORDS[name]} (${name})` : name}</span>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
