import { expect, test } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { documentKind } from '../file-kind.ts';
import { docx, type PdfText, p, pdf, run, zip } from './documents.fixture.ts';
import { type DocumentInput, readDocument } from './read-document.ts';

const read = (name: string, bytes: Uint8Array) =>
  readDocument({ kind: documentKind(name, bytes) as DocumentInput['kind'], name, bytes });
const refusal = (name: string, bytes: Uint8Array) =>
  read(name, bytes).then(
    () => '',
    (error) => {
      if (error instanceof AppError) return `${error.code}: ${error.message}`;
      throw error;
    },
  );

test('a Word document: a paragraph a line, cells parted by tabs, changes accepted, footnotes at the end', async () => {
  const table = `<w:tbl><w:tr><w:tc>${p('Town')}</w:tc><w:tc>${p('Price')}${p('now')}</w:tc></w:tr><w:tr><w:tc>${p('Orle')}</w:tc><w:tc>${p('12')}</w:tc></w:tr></w:tbl>`;
  const style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>';
  const bytes = docx(
    p(style, 'Dams to open') +
      p(
        'The dams will ',
        `<w:del w:id="1" w:author="x"><w:r><w:delText>close</w:delText></w:r></w:del>`,
        `<w:ins w:id="2" w:author="x">${run('open')}</w:ins>`,
        ', “he” said.',
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
      ) +
      table +
      p('One line', '<w:r><w:br/></w:r>', 'and &lt;another&gt;.'),
    {
      'word/styles.xml':
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>',
      'docProps/core.xml':
        '<cp:coreProperties xmlns:cp="a" xmlns:dc="b"><dc:title>Other</dc:title><dc:creator>A. Lee &amp; B. Cole</dc:creator></cp:coreProperties>',
      'word/_rels/document.xml.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
    },
  );
  expect(await read('a.docx', bytes)).toMatchObject({
    text: 'Dams to open\nThe dams will open, “he” said.[1]\nTown\tPrice now\nOrle\t12\nOne line\nand <another>.\nSee the report.',
    title: 'Dams to open',
    author: 'A. Lee & B. Cole',
    source: 'a.docx',
    replaced: 0,
  });
  expect((await read('no-ending', bytes)).title).toBe('Dams to open');
});

test('a Word document that is damaged, protected, empty or made to harm is refused with the reason', async () => {
  const good = docx(p('He said so.'));
  expect(await refusal('a.docx', good.subarray(0, good.length - 30))).toMatch(/bad-input: .*damaged/);
  expect(await refusal('a.docx', Buffer.from('PK'))).toMatch(/damaged/);
  expect(await refusal('a.docx', new Uint8Array())).toMatch(/empty/);
  expect(await refusal('a.docx', docx(p('')))).toMatch(/no text/);
  const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
  expect(await refusal('a.docx', ole)).toMatch(/old Office/);
  const locked = Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]);
  expect(await refusal('a.docx', locked)).toMatch(/password/);
  const dtd = '<!DOCTYPE x [<!ENTITY a "b">]><w:document/>';
  expect(await refusal('a.docx', docx('', { 'word/document.xml': dtd }))).toMatch(/DTD/);
  expect(await refusal('a.docx', zip({ 'a.txt': 'x' }))).toMatch(/no Word document/);
  const bomb = docx('', { 'word/document.xml': ' '.repeat(201_000_000) });
  expect(bomb.length).toBeLessThan(1_000_000);
  expect(await refusal('a.docx', bomb)).toMatch(/too-large: .*200 times its size/);
  const parts = Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`word/media/${i}.png`, '']));
  expect(await refusal('a.docx', docx(p('He said so.'), parts))).toMatch(/too-large: .*parts/);
  // What the document names is looked for among what was checked, and nowhere else.
  const elsewhere = 'Target="../secret.xml"';
  const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" ${elsewhere}/></Relationships>`;
  const lead = docx(p('Inside.'), { '_rels/.rels': rels, 'secret.xml': p('Outside.'), '../secret.xml': p('Outside.') });
  expect(
    await read('a.docx', lead).then(
      ({ text }) => text,
      () => '',
    ),
  ).not.toContain('Outside');
  const deep = '<w:p><w:r>'.repeat(30_000) + '</w:r></w:p>'.repeat(30_000);
  expect(await refusal('a.docx', docx(deep))).toMatch(/bad-input/);
});

const lines = (x: number, y: number, ...texts: string[]) =>
  texts.map((text, index) => ({ text, x, y: y - index * 12 }));

test('a PDF: columns in reading order, words broken at a line end made whole, no running lines', async () => {
  const page = (number: number, ...texts: PdfText[][]) => [
    { text: 'The Orle Post', x: 60, y: 810, size: 8 },
    { text: `Page ${number} of 3`, x: 280, y: 30, size: 8 },
    ...texts.flat(),
  ];
  const bytes = pdf([
    page(
      1,
      [{ text: 'Ferry on the Orle to stop for good', x: 60, y: 760, size: 22 }],
      // Written out of order, as PDFs are.
      lines(
        320,
        700,
        'and what was said in the second co-',
        'lumn comes after all of the first one.',
        'The well-known captain said no more.',
      ),
      lines(
        60,
        700,
        'The harbour master said that infra-',
        'structure would be repaired, if the well-',
        'known engineer of the town agreed,',
      ),
    ),
    page(
      2,
      lines(60, 700, 'A paragraph of the second page that is', 'ended by a gap.', '', 'Another one that goes on'),
    ),
    page(3, lines(60, 700, 'upon the third page, as it began.')),
  ]);
  expect(await read('a.pdf', bytes)).toMatchObject({
    title: 'Ferry on the Orle to stop for good',
    text: [
      'Ferry on the Orle to stop for good',
      'The harbour master said that infrastructure would be repaired, if the well-known engineer of the town agreed, and what was said in the second column comes after all of the first one. The well-known captain said no more.',
      'A paragraph of the second page that is ended by a gap.',
      'Another one that goes on upon the third page, as it began.',
    ].join('\n'),
  });
});

test('a PDF is called what it says it is, unless a program said so', async () => {
  const pages = [lines(60, 700, 'He said so.')];
  expect((await read('a.pdf', pdf(pages, 'Dams to open'))).title).toBe('Dams to open');
  expect((await read('my dams.pdf', pdf(pages, 'Microsoft Word - x.doc'))).title).toBe('my dams');
});

test('a PDF without text, with a password, or damaged is refused with the reason', async () => {
  const good = pdf([lines(60, 700, 'He said so.')]);
  expect(await refusal('a.pdf', pdf([[]]))).toMatch(/bad-input: .*pictures of pages.*OCR/);
  expect(await refusal('a.pdf', Buffer.from('%PDF-1.4\nnothing of the kind'))).toMatch(/damaged/);
  expect(await refusal('a.pdf', Buffer.from('no PDF at all'))).toMatch(/damaged/);
  const hex = (length: number) => `<${'0'.repeat(length * 2)}>`;
  const encrypt = `/ID[${hex(16)}${hex(16)}]/Encrypt<</Filter/Standard/V 1/R 2/O ${hex(32)}/U ${hex(32)}/P -4>>/Root`;
  const locked = Buffer.from(Buffer.from(good).toString('latin1').replace('/Root', encrypt), 'latin1');
  expect(await refusal('a.pdf', locked)).toMatch(/password/);
});
