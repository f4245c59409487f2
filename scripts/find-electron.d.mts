/** `reason` is a sentence for people, empty where there is a path. */
export function findElectron(root: string, node: string): { path: string | null; reason: string };
