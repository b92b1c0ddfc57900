import { Pencil } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'

import { toApiError } from '../api/errors.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { TagInput } from '../ui/tag-input.tsx'
import { usePencil } from '../ui/use-pencil.ts'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import { TagList } from './tag-list.tsx'
import { TAGS_MAX, TAG_MAX_LENGTH, tagsProblem } from './tag-rules.ts'

/**
 * An object's tags, edited in place: the pencil opens the input, Save, Cancel and Escape close it.
 *
 * @param onSave Saves the tags; throws when that fails.
 */
export function EditableTags({
  tags,
  onSave,
}: {
  tags: readonly string[]
  onSave: (tags: string[]) => Promise<void>
}) {
  const [editing, setEditing] = useState(false)
  const pencil = usePencil(editing)

  if (editing) return <TagsEditor tags={tags} onSave={onSave} onClose={() => setEditing(false)} />
  return (
    <div className="flex min-w-0 items-center gap-2">
      <TagList tags={tags} />
      <IconButton
        ref={pencil}
        label="Edit tags"
        icon={<Pencil size={16} aria-hidden />}
        onClick={() => setEditing(true)}
      />
    </div>
  )
}

/** The open input. A failed save says why and keeps what was entered. */
function TagsEditor({
  tags,
  onSave,
  onClose,
}: {
  tags: readonly string[]
  onSave: (tags: string[]) => Promise<void>
  onClose: () => void
}) {
  const [draft, setDraft] = useState([...tags])
  const [failure, setFailure] = useState<string | undefined>(undefined)
  const [pending, setPending] = useState(false)
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  useEffect(() => {
    const element = form.current
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing && !pending) onClose()
    }
    element?.addEventListener('keydown', onKeyDown)
    return () => element?.removeEventListener('keydown', onKeyDown)
  }, [onClose, pending])

  async function save() {
    const problem = tagsProblem(draft)
    setFailure(problem)
    if (problem !== undefined || pending) return
    setPending(true)
    try {
      await onSave(draft)
      onClose()
    } catch (error) {
      setFailure(toApiError(error).message)
      setPending(false)
    }
  }

  return (
    <form
      ref={form}
      data-owns-escape=""
      className="flex w-full max-w-120 flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TagInput
        label={<VisuallyHidden>Tags</VisuallyHidden>}
        value={draft}
        onChange={setDraft}
        max={TAGS_MAX}
        maxLength={TAG_MAX_LENGTH}
        hint={`Up to ${TAGS_MAX}, such as env=production. Press Enter after each.`}
        error={failure}
      />
      <div className="flex gap-2">
        <Button type="submit" size="small" loading={pending}>
          Save tags
        </Button>
        <Button
          size="small"
          variant="ghost"
          sentiment="neutral"
          disabled={pending}
          onClick={onClose}
        >
          Cancel
        </Button>
      </div>
    </form>
  )
}
