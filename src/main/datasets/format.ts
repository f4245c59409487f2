/** What a dataset is, whatever the format: one header, then article after article. Offsets here are UTF-16. */
import type {
  Annotator,
  Article,
  ArticleStatus,
  Attribute,
  Entity,
  Label,
  OffsetUnit,
  Relation,
  RelationType,
  Span,
} from '../../shared/model.ts';

export type DatasetHeader = {
  labels: Label[];
  relationTypes: RelationType[];
  attributes: Attribute[];
  guidelines: string;
  /** Those who have annotations or statuses in the dataset. */
  annotators: Annotator[];
  entities: Entity[];
};

export type DatasetArticle = {
  article: Article;
  text: string;
  statuses: ArticleStatus[];
  spans: Span[];
  relations: Relation[];
};

/** A dataset piece by piece: its header first. */
export type DatasetItem = { header: DatasetHeader } | DatasetArticle;

export type DatasetSource = {
  header: DatasetHeader;
  /** Number of articles. */
  total: number;
  /** Sorted by id; spans and relations sorted by id too. May be gone through again and again. */
  articles(): Iterable<DatasetArticle>;
};

/** How much a file holds. */
export type DatasetCounts = { articles: number; spans: number; relations: number };

/** One way of writing a dataset into a file. A new format is a file with one of these and its line in formats.ts. */
export type DatasetFormat = {
  /** How often `write` and `check` together go through the articles; only to tell how far the work is. */
  passes: number;
  /** The pieces of the file, in order. Throws AppError. */
  write(source: DatasetSource, unit: OffsetUnit): Iterable<string>;
  /**
   * Reads the file that was just written, by other means than it was written, and compares it with its source: all is
   * there, and each span's slice of its text, in the unit of the file, equals its quote. Gives what it found in the
   * file. Throws AppError that names the article and the span.
   */
  check(path: string, source: DatasetSource, unit: OffsetUnit): Promise<DatasetCounts>;
};
