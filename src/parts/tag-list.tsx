import { Tag } from '../ui/tag.tsx'

/**
 * An object's tags in one line or more; a dash when it has none.
 *
 * @param most How many are shown; the others are counted, and named on hover.
 */
export function TagList({ tags, most = Infinity }: { tags: readonly string[]; most?: number }) {
  if (tags.length === 0) return '—'
  const others = tags.slice(most)
  return (
    <span className="flex min-w-0 flex-wrap gap-1">
      {tags.slice(0, most).map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
      {others.length > 0 && <Tag title={others.join(', ')}>{`+${others.length}`}</Tag>}
    </span>
  )
}
