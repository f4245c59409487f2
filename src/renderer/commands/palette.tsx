import { useMemo, useState } from 'react';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { COMMANDS, type Command } from '../../shared/commands.ts';
import type { ArticleSummary } from '../../shared/contract/articles.ts';
import { openForAnnotating } from '../session/actions/articles.ts';
import { useSession, useWorkbench } from '../session/context.tsx';
import { Name } from '../ui/name.tsx';
import { isCommandId } from './command.ts';
import { isOffered } from './conditions.ts';
import { findArticles, findCommands } from './find.ts';
import { Keys } from './keys-shown.tsx';
import { useRunner } from './runner.ts';
import './palette.css';

/** Finds commands that can be run now, and articles by their title. */
export function Palette({ onClose }: { onClose: () => void }) {
  const w = useWorkbench();
  const run = useRunner();
  const summaries = useSession((state) => state.summaries);
  const [query, setQuery] = useState('');
  const [offered] = useState(() =>
    COMMANDS.filter((command) => command.id !== 'view.palette' && isOffered(command, w)),
  );
  const commands = useMemo(() => findCommands<Command>(offered, query), [offered, query]);
  const articles = useMemo(() => findArticles(summaries.values(), query), [summaries, query]);

  /** What was chosen happens when the dialog is gone, so that the focus is where it belongs. */
  function choose(key: string): void {
    onClose();
    requestAnimationFrame(() => {
      if (isCommandId(key)) run(key);
      else void openForAnnotating(w, key);
    });
  }

  return (
    <ModalOverlay className="overlay palette-overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="modal">
        <Dialog className="palette" aria-label="Find or run a command">
          <Autocomplete inputValue={query} onInputChange={setQuery}>
            <SearchField className="palette-field" aria-label="Command or article" autoFocus>
              <Input
                className="palette-input"
                role="combobox"
                aria-expanded
                placeholder="Find or run a command, or go to an article"
              />
            </SearchField>
            <ListBox
              className="palette-list"
              aria-label="Commands and articles"
              selectionMode="none"
              onAction={(key) => choose(String(key))}
              renderEmptyState={() => <p className="palette-empty">Nothing is called that.</p>}
            >
              {commands.length > 0 && <CommandSection commands={commands} />}
              {articles.length > 0 && <ArticleSection articles={articles} />}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function CommandSection({ commands }: { commands: readonly Command[] }) {
  return (
    <ListBoxSection id="commands">
      <Header className="menu-heading">Commands</Header>
      {commands.map(({ id, title, keys: [first] }) => (
        <ListBoxItem key={id} id={id} className="palette-item" textValue={title}>
          <span>{title}</span>
          {first && <Keys keys={first} />}
        </ListBoxItem>
      ))}
    </ListBoxSection>
  );
}

function ArticleSection({ articles }: { articles: readonly ArticleSummary[] }) {
  return (
    <ListBoxSection id="articles">
      <Header className="menu-heading">Articles</Header>
      {articles.map(({ article }) => (
        <ListBoxItem key={article.id} id={article.id} className="palette-item" textValue={article.title}>
          <span>
            <Name>{article.title}</Name>
          </span>
          <span className="palette-note">
            <Name>{article.outlet}</Name>
          </span>
        </ListBoxItem>
      ))}
    </ListBoxSection>
  );
}
