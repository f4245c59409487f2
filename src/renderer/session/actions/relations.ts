/** What the person does to relations. */
import { v7 as newId } from 'uuid';
import type { Id } from '../../../shared/model.ts';
import { relateCandidates, relateStep, relationFor } from '../../../shared/relating.ts';
import { relationsOf } from '../predict.ts';
import { toast } from '../tasks-store.ts';
import { activeSpan, announce, type Workbench } from '../workbench.ts';
import { activate } from './spans.ts';

/** Relates the active span to the likeliest candidate, and pressed again to the next one instead. */
export function relateToNearest(w: Workbench): void {
  const span = activeSpan(w);
  const { open, project } = w.session.getState();
  if (!span || !open || !project) return;
  const relations = [...open.relations.values()];
  const candidates = relateCandidates(span, open.spans.values(), relations, project.relationTypes, open.text);
  const step = relateStep(w.view.getState().relating, span, candidates, relations, newId());
  if (step.do === 'nothing') {
    toast(w.tasks, 'info', step.reason);
    return;
  }
  const { id, candidate } = step;
  if (step.do === 'retarget') void w.edits.submit('relation.update', { id, target: candidate.target });
  else {
    if (step.do === 'replace') void w.edits.submit('relation.delete', { id: step.remove });
    void w.edits.submit('relation.add', { id, source: candidate.source, target: candidate.target });
  }
  w.view.setState({ relating: step.run });
  const other = candidate.source === span.id ? candidate.target : candidate.source;
  announce(
    w,
    `Related, ${relationInWords(w, candidate.type, other)}, ${step.run.at + 1} of ${step.run.candidates.length}.`,
  );
}

/** Ends going through the candidates, so that relating goes on with another relation. */
export function keepRelation(w: Workbench): void {
  w.view.setState({ relating: null });
  announce(w, 'Kept.');
}

/** Begins picking the span that the active one is related to. */
export function startPicking(w: Workbench): void {
  const span = activeSpan(w);
  if (!span) return;
  w.view.setState({ pickingFrom: span.id, relating: null });
  announce(w, 'Pick the other span: click it, or go to it and press Enter. Escape stops.');
}

/** Ends picking, back at the span it began with. */
export function stopPicking(w: Workbench): void {
  const { pickingFrom } = w.view.getState();
  if (!pickingFrom) return;
  w.view.setState({ pickingFrom: null });
  activate(w, pickingFrom);
}

/** Relates the span that picking began with to this one. A pair that does not fit is refused, and picking goes on. */
export function pick(w: Workbench, otherId: Id): void {
  const { open, project } = w.session.getState();
  const from = open?.spans.get(w.view.getState().pickingFrom ?? '');
  const other = open?.spans.get(otherId);
  if (!project || !from || !other) return;
  const candidate = relationFor(from, other, project.relationTypes, project.labels);
  if ('refused' in candidate) {
    toast(w.tasks, 'bad', candidate.refused);
    return;
  }
  void w.edits.submit('relation.add', { id: newId(), source: candidate.source, target: candidate.target });
  stopPicking(w);
  announce(w, `Related, ${relationInWords(w, candidate.type, otherId)}.`);
}

/** Removes the only relation of the active span, or asks which. */
export function removeRelationOfActive(w: Workbench): void {
  const span = activeSpan(w);
  const { open } = w.session.getState();
  if (!span || !open) return;
  const [first, ...others] = relationsOf(open, span.id);
  if (!first) toast(w.tasks, 'info', 'This span has no relation.');
  else if (others.length === 0) removeRelation(w, first.id);
  else w.view.setState({ dialog: { name: 'remove-relation', spanId: span.id } });
}

export function removeRelation(w: Workbench, id: Id): void {
  const relation = w.session.getState().open?.relations.get(id);
  const other = relation?.target === w.view.getState().activeSpanId ? relation?.source : relation?.target;
  const words = relation && other ? `, ${relationInWords(w, relation.type, other)}` : '';
  void w.edits.submit('relation.delete', { id });
  announce(w, `Relation removed${words}.`);
}

/** As in: said by, speaker “she”. */
function relationInWords({ session }: Workbench, type: Id, other: Id): string {
  const { open, project } = session.getState();
  const span = open?.spans.get(other);
  const name = project?.relationTypes.find(({ id }) => id === type)?.name ?? type;
  const label = project?.labels.find(({ id }) => id === span?.label)?.name ?? span?.label;
  return `${name}, ${label} “${span?.quotes.join(' … ')}”`;
}
