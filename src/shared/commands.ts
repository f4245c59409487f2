/**
 * Every command as data. Menu, palette, keys, buttons, help and tests all run a command by its id; what it does is in
 * `src/renderer/commands/`. Keys are written as tinykeys reads them: `$mod` is Ctrl, or Command on a Mac.
 */

/** What must hold for a command to be offered. All of a command's conditions must hold. */
export type Condition =
  /** A project is open. */
  | 'project'
  /** The open project can be written. */
  | 'writable'
  /** An article is open. */
  | 'article'
  /** One's own layer is shown, so that it may be changed. */
  | 'own-layer'
  /** The article is shown as it is now, not as it was. */
  | 'present'
  /** Some edits are not saved. */
  | 'unsaved'
  /** Text is selected. */
  | 'selection'
  /** A span is active. */
  | 'active-span'
  /** The active span has several fragments. */
  | 'fragments'
  /** A relation was just made that pressing the same key again would change. */
  | 'relating'
  | 'can-undo'
  | 'can-redo';

export type MenuPlace = 'file' | 'edit' | 'view' | 'annotate' | 'go' | 'help';

type Shape = {
  readonly id: string;
  readonly title: string;
  /** Alternatives; the first is the one that is shown. */
  readonly keys: readonly string[];
  readonly menu: MenuPlace | null;
  readonly when: readonly Condition[];
};

const ANNOTATE = ['project', 'writable', 'article', 'own-layer'] as const;

export const COMMANDS = [
  { id: 'project.new', title: 'New project…', keys: [], menu: 'file', when: [] },
  { id: 'project.open', title: 'Open project…', keys: ['$mod+O'], menu: 'file', when: [] },
  { id: 'project.sample', title: 'Open the sample project', keys: [], menu: 'file', when: [] },
  { id: 'project.saveCopy', title: 'Save a copy…', keys: [], menu: 'file', when: ['project'] },
  { id: 'project.backups', title: 'Backups…', keys: [], menu: 'file', when: ['project'] },
  { id: 'project.settings', title: 'Project settings…', keys: ['$mod+,'], menu: 'file', when: ['project'] },
  { id: 'project.close', title: 'Close project', keys: [], menu: 'file', when: ['project'] },
  { id: 'article.import', title: 'Add articles…', keys: ['$mod+I'], menu: 'file', when: ['project', 'writable'] },
  {
    id: 'article.importFolder',
    title: 'Add a folder of articles…',
    keys: [],
    menu: 'file',
    when: ['project', 'writable'],
  },
  {
    id: 'article.paste',
    title: 'Paste an article…',
    keys: ['$mod+Shift+V'],
    menu: 'file',
    when: ['project', 'writable'],
  },
  {
    id: 'article.saveHtml',
    title: 'Save article as a web page…',
    keys: [],
    menu: 'file',
    when: ['project', 'article', 'present'],
  },
  {
    id: 'article.print',
    title: 'Print article…',
    keys: ['$mod+P'],
    menu: 'file',
    when: ['project', 'article', 'present'],
  },
  { id: 'dataset.export', title: 'Export dataset…', keys: ['$mod+E'], menu: 'file', when: ['project'] },

  { id: 'edit.keep', title: 'Save pending edits as…', keys: [], menu: 'file', when: ['project', 'unsaved'] },
  { id: 'edit.putIn', title: 'Put saved edits in…', keys: [], menu: 'file', when: ['project', 'writable'] },
  { id: 'project.history', title: 'History…', keys: ['h'], menu: 'edit', when: ['project'] },
  {
    id: 'article.history',
    title: 'History of the article…',
    keys: ['Shift+H'],
    menu: 'edit',
    when: ['project', 'article'],
  },
  { id: 'edit.undo', title: 'Undo', keys: ['$mod+Z'], menu: 'edit', when: ['project', 'writable', 'can-undo'] },
  {
    id: 'edit.redo',
    title: 'Redo',
    keys: ['$mod+Shift+Z', '$mod+Y'],
    menu: 'edit',
    when: ['project', 'writable', 'can-redo'],
  },
  {
    id: 'article.edit',
    title: 'Edit article details…',
    keys: ['F2'],
    menu: 'edit',
    when: ['project', 'writable', 'article'],
  },
  {
    id: 'article.tags',
    title: 'Tags of the article…',
    keys: ['#'],
    menu: 'edit',
    when: ['project', 'writable', 'article'],
  },
  {
    id: 'article.archive',
    title: 'Archive or bring back article',
    keys: [],
    menu: 'edit',
    when: ['project', 'writable', 'article'],
  },
  {
    id: 'article.toDo',
    title: 'Mark article as to do',
    keys: [],
    menu: 'edit',
    when: ['project', 'writable', 'article', 'own-layer'],
  },
  {
    id: 'article.inProgress',
    title: 'Mark article as in progress',
    keys: [],
    menu: 'edit',
    when: ['project', 'writable', 'article', 'own-layer'],
  },
  {
    id: 'article.done',
    title: 'Mark article as done',
    keys: ['$mod+Enter'],
    menu: 'edit',
    when: ['project', 'writable', 'article', 'own-layer'],
  },
  {
    id: 'article.notRelevant',
    title: 'Mark article as not relevant',
    keys: [],
    menu: 'edit',
    when: ['project', 'writable', 'article', 'own-layer'],
  },

  {
    id: 'selection.expand',
    title: 'Expand selection to quotation, clause, sentence',
    keys: ['e'],
    menu: 'annotate',
    when: ['article'],
  },
  {
    id: 'span.addFragment',
    title: 'Add selection to active span',
    keys: ['a'],
    menu: 'annotate',
    when: [...ANNOTATE, 'selection', 'active-span'],
  },
  {
    id: 'span.removeFragment',
    title: 'Remove fragment at caret from active span',
    keys: ['Shift+A'],
    menu: 'annotate',
    when: [...ANNOTATE, 'active-span', 'fragments'],
  },
  {
    id: 'relation.relate',
    title: 'Relate to nearest, again for the next candidate',
    keys: ['r'],
    menu: 'annotate',
    when: [...ANNOTATE, 'active-span'],
  },
  {
    id: 'relation.keep',
    title: 'Keep the relation, so that the next is another',
    keys: ['Enter'],
    menu: 'annotate',
    when: [...ANNOTATE, 'active-span', 'relating'],
  },
  {
    id: 'relation.pick',
    title: 'Relate to a span you pick…',
    keys: ['Shift+R'],
    menu: 'annotate',
    when: [...ANNOTATE, 'active-span'],
  },
  {
    id: 'relation.remove',
    title: 'Remove a relation of the active span…',
    keys: ['Shift+Delete'],
    menu: 'annotate',
    when: [...ANNOTATE, 'active-span'],
  },
  { id: 'span.note', title: 'Note on active span', keys: ['n'], menu: 'annotate', when: [...ANNOTATE, 'active-span'] },
  {
    id: 'span.delete',
    title: 'Delete active span',
    keys: ['Delete', 'Backspace'],
    menu: 'annotate',
    when: [...ANNOTATE, 'active-span'],
  },
  {
    id: 'span.startEarlier',
    title: 'Move start one word back',
    keys: ['q'],
    menu: 'annotate',
    when: [...ANNOTATE, 'active-span'],
  },
  {
    id: 'span.startLater',
    title: 'Move start one word on',
    keys: ['w'],
    menu: 'annotate',
    when: [...ANNOTATE, 'active-span'],
  },
  {
    id: 'span.endLater',
    title: 'Move end one word on',
    keys: ['p'],
    menu: 'annotate',
    when: [...ANNOTATE, 'active-span'],
  },
  {
    id: 'span.endEarlier',
    title: 'Move end one word back',
    keys: ['o'],
    menu: 'annotate',
    when: [...ANNOTATE, 'active-span'],
  },
  {
    id: 'span.startEarlierByCharacter',
    title: 'Move start one character back',
    keys: ['Shift+Q'],
    menu: 'annotate',
    when: [...ANNOTATE, 'active-span'],
  },
  {
    id: 'span.startLaterByCharacter',
    title: 'Move start one character on',
    keys: ['Shift+W'],
    menu: 'annotate',
    when: [...ANNOTATE, 'active-span'],
  },
  {
    id: 'span.endLaterByCharacter',
    title: 'Move end one character on',
    keys: ['Shift+P'],
    menu: 'annotate',
    when: [...ANNOTATE, 'active-span'],
  },
  {
    id: 'span.endEarlierByCharacter',
    title: 'Move end one character back',
    keys: ['Shift+O'],
    menu: 'annotate',
    when: [...ANNOTATE, 'active-span'],
  },
  { id: 'label.edit', title: 'Edit labels…', keys: [], menu: 'edit', when: ['project', 'writable'] },
  {
    id: 'label.toggleCue',
    title: 'Use the label cue, or stop using it',
    keys: [],
    menu: 'annotate',
    when: ['project', 'writable'],
  },

  { id: 'go.nextSpan', title: 'Next span', keys: ['.'], menu: 'go', when: ['article'] },
  { id: 'go.previousSpan', title: 'Previous span', keys: [','], menu: 'go', when: ['article'] },
  { id: 'go.stack', title: 'Next of the spans that overlap here', keys: ['s'], menu: 'go', when: ['article'] },
  { id: 'go.nextIncomplete', title: 'Next incomplete annotation', keys: ['i'], menu: 'go', when: ['article'] },
  { id: 'go.nextArticle', title: 'Next article', keys: ['$mod+ArrowDown', 'j'], menu: 'go', when: ['project'] },
  { id: 'go.previousArticle', title: 'Previous article', keys: ['$mod+ArrowUp', 'k'], menu: 'go', when: ['project'] },
  { id: 'go.text', title: 'Go to the text', keys: ['t'], menu: 'go', when: ['article'] },
  { id: 'go.nextPane', title: 'Go to the next pane', keys: ['F6'], menu: 'go', when: ['project'] },
  { id: 'go.previousPane', title: 'Go to the previous pane', keys: ['Shift+F6'], menu: 'go', when: ['project'] },
  { id: 'go.filter', title: 'Filter articles', keys: ['/'], menu: 'go', when: ['project'] },

  {
    id: 'guidelines.toggle',
    title: 'Show or hide the guidelines',
    keys: ['F1'],
    menu: 'view',
    when: ['project'],
  },
  {
    id: 'guidelines.ofLabel',
    title: 'Guidelines for the label of the active span',
    keys: ['Shift+F1'],
    menu: 'view',
    when: ['project', 'active-span'],
  },
  { id: 'guidelines.edit', title: 'Edit the guidelines…', keys: [], menu: 'edit', when: ['project', 'writable'] },
  {
    id: 'layer.toggle',
    title: 'Show the layer of another annotator, or your own again',
    keys: ['Shift+L'],
    menu: 'view',
    when: ['article'],
  },
  { id: 'view.palette', title: 'Find or run a command', keys: ['$mod+K'], menu: 'view', when: [] },
  { id: 'view.largerText', title: 'Larger text', keys: [], menu: 'view', when: ['article'] },
  { id: 'view.smallerText', title: 'Smaller text', keys: [], menu: 'view', when: ['article'] },
  { id: 'view.invisibles', title: 'Show or hide invisible characters', keys: [], menu: 'view', when: ['article'] },
  { id: 'view.light', title: 'Light theme', keys: [], menu: 'view', when: [] },
  { id: 'view.dark', title: 'Dark theme', keys: [], menu: 'view', when: [] },
  { id: 'view.system', title: 'Theme of the system', keys: [], menu: 'view', when: [] },
  { id: 'app.name', title: 'Change your name…', keys: [], menu: 'file', when: [] },
  { id: 'app.identity', title: 'This annotator is me…', keys: [], menu: 'file', when: ['project'] },
  { id: 'help.keys', title: 'Keyboard shortcuts', keys: ['?'], menu: 'help', when: [] },
] as const satisfies readonly Shape[];

export type CommandId = (typeof COMMANDS)[number]['id'];
export type Command = Shape & { readonly id: CommandId };
