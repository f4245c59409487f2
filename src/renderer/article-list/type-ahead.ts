import { useRef } from 'react';

/** After a pause of so many ms, the next letter begins anew. */
const PAUSE = 700;

/** Collects what is typed into a list; `onTyped` gets it in lower case after every character. */
export function useTypeAhead(onTyped: (typed: string) => void) {
  const typed = useRef({ text: '', at: 0 });
  const isTyping = () => typed.current.text !== '' && performance.now() - typed.current.at < PAUSE;
  /** Whether the key was a character, and so was taken. */
  const type = (key: string): boolean => {
    if (!/^[\p{L}\p{N} ]$/u.test(key)) return false;
    const text = (isTyping() ? typed.current.text : '') + key.toLocaleLowerCase();
    typed.current = { text, at: performance.now() };
    onTyped(text);
    return true;
  };
  return { isTyping, type };
}
