/**
 * Prints the open article with its annotations from this window: the page that would be saved is put beside the
 * window, in a shadow of its own, and alone is on paper.
 */
import type { Output } from '../../shared/contract/index.ts';
import { report, type Workbench } from '../session/workbench.ts';
import './print-page.css';

export async function printPage(w: Workbench): Promise<void> {
  const { open } = w.session.getState();
  if (!open) return;
  try {
    const page = await w.api.call('article.page', { id: open.article.id, annotatorId: open.annotatorId ?? undefined });
    const sheet = showForPrint(page);
    window.addEventListener('afterprint', () => sheet.remove(), { once: true });
    window.print();
  } catch (error) {
    report(w, error);
  }
}

/** Puts a page where only the printer sees it. The window's policy takes a style sheet as an object only. */
export function showForPrint({ body, style }: Output<'article.page'>): HTMLElement {
  document.querySelector('.print-page')?.remove();
  const host = document.createElement('div');
  host.className = 'print-page';
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets.push(sheet);
  root.append(...new DOMParser().parseFromString(body, 'text/html').body.children);
  document.body.append(host);
  return host;
}
