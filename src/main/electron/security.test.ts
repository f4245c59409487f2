import { beforeEach, describe, expect, test } from 'vitest';
import { createContents, createSession } from './electron.fixture.ts';
import { followLink } from './external-links.ts';
import { PAGE } from './protocol.ts';
import { confine, denyPermissions } from './security.ts';

test('no permission is given, asked or checked, and nothing is downloaded', () => {
  const { session, set, download } = createSession();
  denyPermissions(session);
  const answers: boolean[] = [];
  set.request?.(createContents().contents, 'media', (answer) => answers.push(answer), {} as never);
  expect(answers).toEqual([false]);
  expect(set.check?.(null, 'clipboard-read', 'app://sayso', {} as never)).toBe(false);
  expect(set.device?.({} as never)).toBe(false);
  expect(download()).toBe(false);
});

describe('contents stay where they are', () => {
  let opened: string[] = [];
  let clock = 0;
  let steer = createContents();
  beforeEach(() => {
    opened = [];
    clock = 10_000;
    steer = createContents();
    confine(steer.contents, { page: PAGE, openExternal: (url) => opened.push(url), now: () => clock });
  });

  test.each([
    'https://sayso.example/',
    'http://127.0.0.1/',
    'file:///etc/passwd',
    'app://other/index.html',
    'app://sayso/x.html',
    'javascript:alert(1)',
    'data:text/html,x',
    'nonsense',
  ])('no way to %s', (url) => {
    expect(steer.navigate(url)).toBe(false);
    expect(steer.navigate(url, false)).toBe(false);
    expect(steer.redirect(url)).toBe(false);
    expect(steer.open(url)).toBe('deny');
    expect(opened).toEqual([]);
  });

  test('the page itself may be loaded again, in the main frame alone', () => {
    expect(steer.navigate(PAGE)).toBe(true);
    expect(steer.navigate(`${PAGE}#article`)).toBe(true);
    expect(steer.navigate(`${PAGE}?x=1`)).toBe(false);
    expect(steer.navigate(PAGE, false)).toBe(false);
    expect(steer.redirect(PAGE)).toBe(false);
    expect(steer.open(PAGE)).toBe('deny');
  });

  test('no guest is attached', () => {
    expect(steer.attach()).toBe(false);
  });

  test.each(['mouseUp', 'keyDown', 'rawKeyDown'])('a link that follows a %s opens outside', (press) => {
    steer.press(press);
    clock += 500;
    expect(steer.open('https://sayso.example/help')).toBe('deny');
    expect(steer.navigate('https://sayso.example/more')).toBe(false);
    expect(opened).toEqual(['https://sayso.example/help', 'https://sayso.example/more']);
  });

  test('long after a press, or after the mouse only moved, it does not', () => {
    steer.press('mouseUp');
    clock += 1_001;
    steer.press('mouseMove');
    steer.open('https://sayso.example/');
    expect(opened).toEqual([]);
  });

  test('a frame opens nothing', () => {
    steer.press('mouseUp');
    steer.navigate('https://sayso.example/', false);
    expect(opened).toEqual([]);
  });
});

test.each([
  ['https://sayso.example/a?b#c', true],
  ['HTTPS://SAYSO.example', true],
  ['http://sayso.example', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['ms-settings:', false],
  ['//sayso.example', false],
  ['', false],
])('%s is followed: %s', (url, followed) => {
  const opened: string[] = [];
  expect(followLink(url, 0, (address) => opened.push(address))).toBe(followed);
  expect(opened).toHaveLength(followed ? 1 : 0);
});
