/** Showing the guidelines beside the text. */
import type { Id } from '../../shared/model.ts';
import { toast } from '../session/tasks-store.ts';
import { activeSpan, type Workbench } from '../session/workbench.ts';
import { keepFocus } from '../ui/panes.ts';
import { labelHeadings } from './label-headings.ts';

/** Shows the guidelines in place of the attributions, or those again. */
export function toggleGuidelines({ view }: Workbench): void {
  const { guidelines, screen } = view.getState();
  const isShown = guidelines !== null && screen === 'annotate';
  view.setState({ screen: 'annotate', guidelines: isShown ? null : { labelId: null } });
  // What had the focus may have given way.
  keepFocus();
}

/** Goes to the paragraph of a label. */
export function showLabelGuidelines({ view }: Workbench, labelId: Id): void {
  view.setState({ screen: 'annotate', guidelines: { labelId } });
}

/** Goes to the paragraph of the active span's label, or says that there is none. */
export function showGuidelinesOfActive(w: Workbench): void {
  const { project } = w.session.getState();
  const span = activeSpan(w);
  if (!project || !span) return;
  const label = project.labels.find(({ id }) => id === span.label);
  if (labelHeadings(project.project.guidelines, project.labels).has(span.label)) showLabelGuidelines(w, span.label);
  else toast(w.tasks, 'info', `No paragraph of the guidelines is headed “${label?.name ?? span.label}”.`);
}
