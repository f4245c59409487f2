import type { ProjectSettings } from '../../shared/model.ts';

/** What a new project allows, and how it snaps. */
export const DEFAULT_SETTINGS: ProjectSettings = { nesting: 'allowed', splitQuotes: 'one-claim', snapping: 'words' };
