import type { Reader, Transaction } from '../store/store.ts'

/** The tags of each of these resources, in their order; an empty list where there are none. */
export async function loadTags(
  reader: Reader,
  resourceIds: readonly string[],
): Promise<(resourceId: string) => string[]> {
  if (resourceIds.length === 0) return () => []
  const rows = await reader.find('tags', {
    where: { resource_id: { in: resourceIds } },
    order: [{ column: 'position', direction: 'asc' }],
  })
  const byResource = Map.groupBy(rows, (row) => row.resource_id)
  return (resourceId) => (byResource.get(resourceId) ?? []).map((row) => row.tag)
}

/** Replaces all tags of a resource. */
export async function replaceTags(
  tx: Transaction,
  resourceId: string,
  tags: readonly string[],
): Promise<void> {
  await tx.delete('tags', { resource_id: resourceId })
  await addTags(tx, resourceId, tags)
}

/** Gives a new resource its tags. */
export async function addTags(
  tx: Transaction,
  resourceId: string,
  tags: readonly string[],
): Promise<void> {
  if (tags.length === 0) return
  await tx.insert(
    'tags',
    tags.map((tag, position) => ({
      id: `${resourceId}/${position}`,
      resource_id: resourceId,
      tag,
      position,
    })),
  )
}
