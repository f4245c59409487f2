const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An id as the name of a thing anywhere: ours are UUIDs but for those of what every project has. */
export const urn = (kind: string, id: string): string => (UUID.test(id) ? `urn:uuid:${id}` : `urn:sayso:${kind}:${id}`);
