import { type FormEvent, useState } from 'react';
import { Button, Form, Input, Label, TextField } from 'react-aria-components';
import type { Article } from '../../shared/model.ts';
import { AppDialog } from '../ui/app-dialog.tsx';
import './article-details.css';

type ArticleFields = Pick<Article, 'title' | 'author' | 'date' | 'outlet'>;

type ArticleDetailsProps = {
  article: Article;
  readOnly: boolean;
  onSave: (fields: ArticleFields) => void;
  onClose: () => void;
};

const FIELDS = [
  { id: 'title', label: 'Title' },
  { id: 'author', label: 'Author' },
  { id: 'outlet', label: 'Outlet' },
  { id: 'date', label: 'Date' },
] as const satisfies { id: keyof ArticleFields; label: string }[];

const number = new Intl.NumberFormat();
const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A dialog with what is known of an article. What describes it can be changed; its text cannot. */
export function ArticleDetails({ article, readOnly, onSave, onClose }: ArticleDetailsProps) {
  const [fields, setFields] = useState<ArticleFields>({
    title: article.title,
    author: article.author,
    date: article.date,
    outlet: article.outlet,
  });
  const untitled = fields.title.trim() === '';
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (untitled) return;
    onSave({
      title: fields.title.trim(),
      author: fields.author.trim(),
      date: fields.date.trim(),
      outlet: fields.outlet.trim(),
    });
    onClose();
  };
  return (
    <AppDialog title="Article details" holdsInput={!readOnly} onClose={onClose}>
      <Form className="article-details-form" onSubmit={save}>
        {FIELDS.map(({ id, label }) => (
          <TextField
            key={id}
            className={`field article-details-${id}`}
            value={fields[id]}
            onChange={(value) => setFields({ ...fields, [id]: value })}
            isReadOnly={readOnly}
            isInvalid={id === 'title' && untitled}
            autoFocus={id === 'title'}
            maxLength={id === 'date' ? 100 : 2000}
          >
            <Label className="field-label">{label}</Label>
            <Input className="field-input" {...(id === 'date' ? { placeholder: '2026-03-09' } : {})} />
            {id === 'title' && untitled && <span className="field-error">An article needs a title.</span>}
          </TextField>
        ))}
        <Facts article={article} />
        <div className="dialog-actions article-details-actions">
          <Button className="button" onPress={onClose}>
            {readOnly ? 'Close' : 'Cancel'}
          </Button>
          {!readOnly && (
            <Button className="button button-primary" type="submit" isDisabled={untitled}>
              Save
            </Button>
          )}
        </div>
      </Form>
    </AppDialog>
  );
}

function Facts({ article }: { article: Article }) {
  const replaced = article.replaced > 0 ? `, ${number.format(article.replaced)} unreadable characters replaced` : '';
  const facts: [string, string][] = [
    ['File', article.source || 'Pasted text'],
    ['Encoding', `${article.encoding || '–'}${replaced}`],
    ['Length', `${number.format(article.words)} words, ${number.format(article.size)} UTF-16 units`],
    ['Added', time.format(new Date(article.importedAt))],
    ['Address', article.url || '–'],
    ['SHA-256 of the text', article.textHash],
  ];
  return (
    <dl className="article-facts">
      {facts.map(([name, value]) => (
        <div key={name} className="article-fact">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
