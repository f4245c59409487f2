import { afterEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { showForPrint } from './print-page.ts';
import '../styles/base.css';

afterEach(async () => {
  await cdp().send('Emulation.setEmulatedMedia', { media: '' });
  document.querySelector('.print-page')?.remove();
  document.getElementById('root')?.remove();
});

test('the page is alone on paper, with its own style, and not to be seen on the screen', async () => {
  const aside = document.createElement('div');
  aside.id = 'root';
  aside.textContent = 'The window.';
  document.body.append(aside);
  const page = showForPrint({
    body: '<main class="page"><p>Marked</p></main>',
    style: '.page { color: rgb(1, 2, 3); }',
  });
  const marked = page.shadowRoot?.querySelector('p') as HTMLElement;
  expect(marked.offsetHeight).toBe(0);
  expect(aside.offsetHeight).toBeGreaterThan(0);
  await cdp().send('Emulation.setEmulatedMedia', { media: 'print' });
  expect(marked.offsetHeight).toBeGreaterThan(0);
  expect(getComputedStyle(marked).color).toBe('rgb(1, 2, 3)');
  expect(aside.offsetHeight).toBe(0);
});
