/** A computer in small: a folder that holds the user's data and the projects. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export type Place = {
  root: string;
  /** The user's data folder. */
  data: string;
  projects: string;
  /** The project that the faults are about. */
  project: string;
};

export function placeAt(root: string): Place {
  const projects = join(root, 'projects');
  return { root, data: join(root, 'data'), projects, project: join(projects, 'rivers.sayso') };
}

export function makePlace(root: string): Place {
  const place = placeAt(root);
  for (const folder of [place.data, place.projects]) mkdirSync(folder, { recursive: true });
  return place;
}
