/** Reads CSV as RFC 4180 has it and no other: what is amiss is an error, never a guess. */
import { createReadStream } from 'node:fs';

/** The records of a UTF-8 file with CRLF ends and perhaps a byte order mark. Throws a plain Error at what is amiss. */
export async function* readCsv(path: string): AsyncGenerator<string[]> {
  const parser = createParser();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>)
    yield* parser.take(decoder.decode(chunk, { stream: true }));
  yield* parser.take(decoder.decode());
  parser.end();
}

function createParser() {
  let record: string[] = [];
  let cell = '';
  let state: 'start' | 'bare' | 'quoted' | 'after-quote' | 'after-cr' = 'start';
  let records = 0;

  function wrong(what: string): Error {
    return new Error(`CSV record ${records + 1}: ${what}`);
  }
  function endCell(): void {
    record.push(cell);
    cell = '';
    state = 'start';
  }
  function outside(character: string): void {
    if (character === ',') endCell();
    else if (character === '\r') {
      endCell();
      state = 'after-cr';
    } else if (state === 'start' && character === '"') state = 'quoted';
    else if (state === 'after-quote' && character === '"') {
      cell += '"';
      state = 'quoted';
    } else if (state === 'after-quote' || character === '"' || character === '\n')
      throw wrong(`${JSON.stringify(character)} outside of quotes`);
    else {
      cell += character;
      state = 'bare';
    }
  }

  return {
    *take(text: string): Generator<string[]> {
      for (let at = 0; at < text.length; at++) {
        const character = text.charAt(at);
        if (state === 'after-cr') {
          if (character !== '\n') throw wrong('a CR without LF');
          yield record;
          record = [];
          records++;
          state = 'start';
        } else if (state !== 'quoted') outside(character);
        else if (character === '"') state = 'after-quote';
        else cell += character;
      }
    },
    end(): void {
      if (state !== 'start' || record.length) throw wrong('the file ends within it');
    },
  };
}
