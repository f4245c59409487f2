/** What each command does. */
import type { CommandId } from '../../shared/commands.ts';
import type { Status } from '../../shared/model.ts';
import type { Nudge } from '../article-view/nudge.ts';
import { showGuidelinesOfActive, toggleGuidelines } from '../guidelines/guidelines-actions.ts';
import { keepEdits, putInPicked } from '../history/kept-edits.ts';
import { printPage } from '../pages/print-page.ts';
import { savePage } from '../pages/save-page.ts';
import { addPickedFiles, addPickedFolder } from '../project/import-actions.ts';
import { closeProject, newProject, openPicked, openSample, saveCopy } from '../project/project-actions.ts';
import { setTheme } from '../project/theme.ts';
import {
  articlesMeant,
  goToArticleBeside,
  goToNextIncomplete,
  setStatus,
  toggleArchived,
} from '../session/actions/articles.ts';
import { travel } from '../session/actions/history.ts';
import { toggleLayer } from '../session/actions/layers.ts';
import { keepRelation, relateToNearest, removeRelationOfActive, startPicking } from '../session/actions/relations.ts';
import { addFragment, deleteSpan, removeFragmentAtCaret, stepSpan } from '../session/actions/spans.ts';
import type { PlainDialog } from '../session/view-store.ts';
import { activeSpan, type Workbench } from '../session/workbench.ts';
import { goToPane } from '../ui/panes.ts';
import { setTextSize, toggleInvisibles } from '../view-options/view-actions.ts';
import { commandOf } from './command.ts';
import { isOffered } from './conditions.ts';

type Doings = Record<CommandId, () => void>;

/** Runs a command by its id, if its conditions hold. */
export function createRunner(w: Workbench): (id: CommandId) => void {
  const doings = doingsOf(w);
  return (id) => {
    // Before the annotator has a name, that is the only thing to say.
    if (!w.session.getState().app?.annotator) return;
    if (isOffered(commandOf(id), w)) doings[id]();
  };
}

function doingsOf(w: Workbench): Doings {
  const dialog = (name: PlainDialog) => () => w.view.setState({ dialog: { name } });
  const article = (run: (id: string) => void) => () => {
    const { open } = w.session.getState();
    if (open) run(open.article.id);
  };
  const span = (run: (id: string) => void) => () => {
    const active = activeSpan(w);
    if (active) run(active.id);
  };
  const status = (next: Status) => () => setStatus(w, articlesMeant(w), next);
  const nudge = (side: Nudge['side'], forward: boolean, by: Nudge['by']) => () =>
    w.text.current?.nudge({ side, forward, by });

  return {
    'project.new': () => newProject(w),
    'project.open': () => void openPicked(w),
    'project.sample': () => openSample(w),
    'project.saveCopy': () => saveCopy(w),
    'project.backups': () => w.view.setState({ dialog: { name: 'backups' } }),
    'project.settings': dialog('project-settings'),
    'project.close': () => closeProject(w),
    'article.import': () => void addPickedFiles(w),
    'article.importFolder': () => void addPickedFolder(w),
    'article.paste': dialog('paste'),
    'article.saveHtml': () => void savePage(w),
    'article.print': () => void printPage(w),
    'dataset.export': () => w.view.setState({ screen: 'dataset' }),
    'app.name': dialog('name'),
    'app.identity': dialog('identity'),

    'edit.keep': () => keepEdits(w),
    'edit.putIn': () => void putInPicked(w),
    'project.history': () => w.view.setState({ dialog: { name: 'history', articleId: null } }),
    'article.history': article((articleId) => w.view.setState({ dialog: { name: 'history', articleId } })),
    'edit.undo': () => void travel(w, 'edit.undo'),
    'edit.redo': () => void travel(w, 'edit.redo'),
    'article.edit': article((articleId) => w.view.setState({ dialog: { name: 'article-details', articleId } })),
    'article.archive': () => toggleArchived(w),
    'article.tags': () => w.view.setState({ dialog: { name: 'tags', articleIds: articlesMeant(w) } }),
    'article.toDo': status('to-do'),
    'article.inProgress': status('in-progress'),
    'article.done': status('done'),
    'article.notRelevant': status('not-relevant'),

    'selection.expand': () => w.text.current?.expandSelection(),
    'span.addFragment': () => addFragment(w),
    'span.removeFragment': () => removeFragmentAtCaret(w),
    'relation.relate': () => relateToNearest(w),
    'relation.keep': () => keepRelation(w),
    'relation.pick': () => startPicking(w),
    'relation.remove': () => removeRelationOfActive(w),
    'span.note': span((spanId) => w.view.setState({ dialog: { name: 'note', spanId } })),
    'span.delete': span((id) => deleteSpan(w, id)),
    'span.startEarlier': nudge('start', false, 'word'),
    'span.startEarlierByCharacter': nudge('start', false, 'character'),
    'span.startLater': nudge('start', true, 'word'),
    'span.startLaterByCharacter': nudge('start', true, 'character'),
    'span.endLater': nudge('end', true, 'word'),
    'span.endLaterByCharacter': nudge('end', true, 'character'),
    'span.endEarlier': nudge('end', false, 'word'),
    'span.endEarlierByCharacter': nudge('end', false, 'character'),
    'label.edit': () => w.view.setState({ dialog: { name: 'label-set' } }),
    'label.toggleCue': () => toggleCue(w),

    'go.nextSpan': () => stepSpan(w, 'next'),
    'go.previousSpan': () => stepSpan(w, 'previous'),
    'go.stack': () => stepSpan(w, 'stack'),
    'go.nextIncomplete': () => void goToNextIncomplete(w),
    'go.nextArticle': () => void goToArticleBeside(w, 1),
    'go.previousArticle': () => void goToArticleBeside(w, -1),
    'go.text': () => showAnnotate(w, () => w.text.current?.focus()),
    'go.nextPane': () => goToPane(1),
    'go.previousPane': () => goToPane(-1),
    'go.filter': () => showAnnotate(w, () => document.querySelector<HTMLElement>(FILTER)?.focus()),

    'guidelines.toggle': () => toggleGuidelines(w),
    'guidelines.ofLabel': () => showGuidelinesOfActive(w),
    'guidelines.edit': dialog('guidelines'),
    'layer.toggle': () => void toggleLayer(w),
    'view.palette': dialog('palette'),
    'view.largerText': () => setTextSize(w, 1),
    'view.smallerText': () => setTextSize(w, -1),
    'view.invisibles': () => toggleInvisibles(w),
    'view.light': () => setTheme(w, 'light'),
    'view.dark': () => setTheme(w, 'dark'),
    'view.system': () => setTheme(w, 'system'),
    'help.keys': dialog('shortcuts'),
  };
}

const FILTER = '[data-pane=articles] input';

/** Shows the annotate screen, and does something once it is there. */
function showAnnotate(w: Workbench, then: () => void): void {
  // What is typed next is meant for there. Only another screen, or a dialog that closes first, makes it wait.
  if (w.view.getState().screen === 'annotate' && !document.querySelector('[role=dialog], [role=menu]')) {
    then();
    return;
  }
  w.view.setState({ screen: 'annotate' });
  requestAnimationFrame(then);
}

function toggleCue(w: Workbench): void {
  const cue = w.session.getState().project?.labels.find(({ id }) => id === 'cue');
  if (cue) void w.edits.submit('label.setActive', { id: cue.id, active: !cue.active });
}
