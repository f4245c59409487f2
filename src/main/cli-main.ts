/** The command line: the same core as the window, for scripts and pipelines. Exit codes: 0 done, 1 failed, 2 wrong usage. */
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { ReadAs, TableColumns } from '../shared/contract/articles.ts';
import { FORMATS, type Format } from '../shared/contract/datasets.ts';
import type { Op, Output } from '../shared/contract/index.ts';
import { Job } from '../shared/contract/jobs.ts';
import { AppError, type Reply, unwrap } from '../shared/errors.ts';
import { OFFSET_UNITS, OffsetUnit } from '../shared/model.ts';
import { openProfile } from './app/profile.ts';
import { articleFiles } from './articles/walk.ts';
import { type Core, createCore } from './core.ts';
import { installation } from './installation.ts';
import { checkProject } from './projects/check.ts';
import { userDataFolder } from './user-data.ts';
import { serve } from './web/serve.ts';

const USAGE = `sayso: who said what, and under which condition

  sayso new PROJECT                                  make an empty project
  sayso import PROJECT FILE|FOLDER...                add articles (.txt .md .html .docx .pdf), tables with one
        [--annotator NAME] [--encoding NAME]         article a row (.csv .tsv .jsonl) or a Sayso dataset (.jsonl)
        [--text-column NAME] and likewise for title, author, date, outlet, url, id, tags
  sayso export PROJECT --format ${FORMATS.join('|')} --out PATH  write a dataset
        [--offsets ${OFFSET_UNITS.join('|')}]
  sayso check PROJECT                                verify a project file
  sayso serve [PROJECT|ARTICLE...]                   open the window in a browser
        [--port N] [--no-open]

  --json   print one JSON object for machines
  --help   print this`;

class WrongUsage extends Error {}

/** What a column of a table can hold, and the flag that names the column. */
const COLUMN_FIELDS = ['text', 'title', 'author', 'date', 'outlet', 'url', 'id', 'tags'] as const;
type ColumnFlag = `${(typeof COLUMN_FIELDS)[number]}-column`;
const COLUMN_FLAGS = COLUMN_FIELDS.map((field): ColumnFlag => `${field}-column`);

/** What a command prints: lines for people, one object for machines. */
type Outcome = { lines: string[]; data: unknown; failed?: boolean };
type Flags = {
  annotator?: string;
  format?: string;
  out?: string;
  offsets?: string;
  port?: string;
  'no-open'?: boolean;
  encoding?: string;
} & { [K in ColumnFlag]?: string };

const OPTIONS = {
  annotator: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  offsets: { type: 'string' },
  port: { type: 'string' },
  'no-open': { type: 'boolean' },
  encoding: { type: 'string' },
  'text-column': { type: 'string' },
  'title-column': { type: 'string' },
  'author-column': { type: 'string' },
  'date-column': { type: 'string' },
  'outlet-column': { type: 'string' },
  'url-column': { type: 'string' },
  'id-column': { type: 'string' },
  'tags-column': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const FLAGS_OF: Record<string, (keyof typeof OPTIONS)[]> = {
  new: ['annotator'],
  import: ['annotator', 'encoding', ...COLUMN_FLAGS],
  export: ['format', 'out', 'offsets'],
  check: [],
  serve: ['port', 'no-open'],
};

/** Calls an operation of the core, or throws its error. */
async function ask<K extends Op>(core: Core, name: K, input: unknown): Promise<Output<K>> {
  return unwrap((await core.call(name, input)) as Reply<Output<K>>);
}

/** A core for one command. Its edits are credited to `annotator`, else to the person of this computer, else to its user. */
async function withCore<T>(annotator: string | undefined, work: (core: Core) => Promise<T>): Promise<T> {
  const userData = userDataFolder();
  const name = annotator ?? (openProfile(userData).annotator() ? undefined : userInfo().username);
  const { version, resources } = installation();
  const core = createCore({
    userData,
    resources,
    host: 'web',
    version,
    ...(name ? { annotator: name } : {}),
  });
  try {
    return await work(core);
  } finally {
    await core.close();
  }
}

/** Waits for a job and gives what it ends with. Says on standard error how far it is. Throws AppError. */
function waitFor(core: Core, jobId: () => string): Promise<Job> {
  return new Promise((done, failed) => {
    const stop = core.on((name, payload) => {
      if (name !== 'job.changed') return;
      const job = Job.parse(payload);
      if (job.id !== jobId()) return;
      if (job.state === 'running') {
        if (process.stderr.isTTY && job.total) process.stderr.write(`\r${job.done} of ${job.total}\x1b[K`);
        return;
      }
      if (process.stderr.isTTY && job.total) process.stderr.write('\r\x1b[K');
      stop();
      if (job.state === 'done') done(job);
      else failed(new AppError('internal', job.message));
    });
  });
}

async function runJob(core: Core, name: 'article.import' | 'dataset.export', input: unknown): Promise<Job> {
  let id = '';
  const job = waitFor(core, () => id);
  id = (await ask(core, name, input)).jobId;
  return job;
}

async function make([project, ...more]: string[], flags: Flags): Promise<Outcome> {
  if (!project || more.length) throw new WrongUsage('new takes one PROJECT');
  return withCore(flags.annotator, async (core) => {
    const info = await ask(core, 'project.create', { token: core.place(resolve(project)) });
    return { lines: [`made ${project}`], data: { project: info.project.id, file: resolve(project) } };
  });
}

async function importFiles([project, ...paths]: string[], flags: Flags): Promise<Outcome> {
  if (!project || !paths.length) throw new WrongUsage('import takes a PROJECT and at least one FILE or FOLDER');
  const readAs = readAsOf(flags);
  return withCore(flags.annotator, async (core) => {
    await open(core, project);
    const files = await articleFiles(paths.map((path) => resolve(path)));
    if (!files.length)
      throw new AppError(
        'not-found',
        `There are no articles in ${paths.join(', ')}: no .txt, .md, .html, .docx, .pdf, .csv, .tsv or .jsonl.`,
      );
    const tokens = files.map(({ path, name }) => core.take(path, { name }));
    const { result } = await runJob(core, 'article.import', {
      tokens,
      readAs: Object.fromEntries(tokens.map((token) => [token, readAs])),
    });
    if (result?.kind !== 'import') throw new Error('the import gave no report');
    const { added, duplicates, failed } = result.report;
    return {
      lines: [
        `added ${added.length}, already there ${duplicates.length}, failed ${failed.length}`,
        ...duplicates.map((d) => `already there: ${d.name} (“${d.title}”)`),
        ...failed.map((f) => `failed: ${f.name}: ${f.reason}`),
      ],
      data: result.report,
      failed: failed.length > 0,
    };
  });
}

/** How files are to be read, as far as the flags say; what they do not say is guessed. */
function readAsOf(flags: Flags): ReadAs {
  const named = COLUMN_FIELDS.map((field) => [field, flags[`${field}-column`]] as const);
  const { text, ...others } = Object.fromEntries(
    named.filter(([, column]) => column !== undefined),
  ) as Partial<TableColumns>;
  if (text === undefined && Object.keys(others).length > 0)
    throw new WrongUsage('where columns are named, --text-column names that of the text');
  return {
    ...(flags.encoding === undefined ? {} : { encoding: flags.encoding }),
    ...(text === undefined ? {} : { columns: { text, ...others } }),
  };
}

async function exportDataset([project, ...more]: string[], flags: Flags): Promise<Outcome> {
  if (!project || more.length) throw new WrongUsage('export takes one PROJECT');
  const format = FORMATS.find((f): f is Format => f === flags.format);
  if (!format) throw new WrongUsage(`--format is one of ${FORMATS.join(', ')}`);
  const offsets = OffsetUnit.safeParse(flags.offsets ?? 'codepoint');
  if (!offsets.success) throw new WrongUsage(`--offsets is one of ${OFFSET_UNITS.join(', ')}`);
  const out = flags.out;
  if (!out) throw new WrongUsage('--out names the file to write');
  return withCore(undefined, async (core) => {
    await open(core, project);
    const destination = core.place(resolve(out));
    const { result } = await runJob(core, 'dataset.export', { format, offsets: offsets.data, destination });
    if (result?.kind !== 'export') throw new Error('the export gave no report');
    const { articles, spans, relations, bytes } = result.report;
    return {
      lines: [
        `wrote ${out}: ${articles} articles, ${spans} spans, ${relations} relations, ${bytes} bytes; every span was checked`,
      ],
      data: { ...result.report, file: resolve(out), format, offsets: offsets.data },
    };
  });
}

async function check([project, ...more]: string[]): Promise<Outcome> {
  if (!project || more.length) throw new WrongUsage('check takes one PROJECT');
  const found = await checkProject(resolve(project));
  const { articles, spans, relations, edits, problems } = found;
  return {
    lines: problems.length
      ? problems.map((problem) => `${project}: ${problem}`)
      : [`${project} is sound: ${articles} articles, ${spans} spans, ${relations} relations, ${edits} edits`],
    data: found,
    failed: problems.length > 0,
  };
}

async function openWindow(files: string[], flags: Flags): Promise<Outcome> {
  const port = z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .safeParse(flags.port ?? '0');
  if (!port.success) throw new WrongUsage('--port is a number from 0 to 65535');
  const exitCode = await serve({
    files,
    port: port.data,
    open: !flags['no-open'],
    userData: userDataFolder(),
  });
  return { lines: [], data: null, failed: exitCode !== 0 };
}

/** Opens a project to work in. Throws AppError naming the file. */
async function open(core: Core, project: string): Promise<void> {
  await ask(core, 'project.open', { token: core.take(resolve(project)) });
}

const COMMANDS: Record<string, (args: string[], flags: Flags) => Promise<Outcome>> = {
  new: make,
  import: importFiles,
  export: exportDataset,
  check,
  serve: openWindow,
};

function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error));
  }
}

async function run(argv: string[]): Promise<{ outcome: Outcome; json: boolean }> {
  const { values, positionals } = parse(argv);
  const { json = false, help, ...flags } = values;
  const [name, ...args] = positionals;
  if (help) return { outcome: { lines: [USAGE], data: { usage: USAGE } }, json };
  const command = name === undefined ? undefined : COMMANDS[name];
  if (!name || !command) throw new WrongUsage(name ? `there is no command ${name}` : 'name a command');
  const foreign = Object.keys(flags).find((flag) => !FLAGS_OF[name]?.includes(flag as keyof typeof OPTIONS));
  if (foreign) throw new WrongUsage(`${name} takes no --${foreign}`);
  return { outcome: await command(args, flags), json };
}

/** Runs one command line and gives its exit code. */
export async function main(argv: string[]): Promise<number> {
  const forMachines = argv.includes('--json');
  try {
    const { outcome, json } = await run(argv);
    if (json) console.log(JSON.stringify(outcome.data));
    else for (const line of outcome.lines) console.log(line);
    return outcome.failed ? 1 : 0;
  } catch (error) {
    const wrongUsage = error instanceof WrongUsage;
    const message = error instanceof Error ? error.message : String(error);
    if (!wrongUsage && !(error instanceof AppError)) console.error(error);
    if (forMachines)
      console.log(
        JSON.stringify({
          error: { code: error instanceof AppError ? error.code : wrongUsage ? 'usage' : 'internal', message },
        }),
      );
    else console.error(`sayso: ${message}${wrongUsage ? `\n\n${USAGE}` : ''}`);
    return wrongUsage ? 2 : 1;
  }
}
