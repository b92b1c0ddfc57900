import { Search } from 'lucide-react'
import { useEffect, useLayoutEffect, useState } from 'react'

import { useLazyPart } from '../ui/lazy-part.ts'
import { toast } from '../ui/toast.tsx'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'

const load = async () => (await import('./command-palette.tsx')).CommandPalette

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** Opens the command palette: by a press, or by Ctrl K (⌘ K on Apple's keyboards) from anywhere. */
export function PaletteButton() {
  const [open, setOpen] = useState(false)
  const { Part: Palette, fetchPart } = useLazyPart(load)

  // Not after the first paint: by then somebody may have pressed it.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const wanted = isApple ? event.metaKey : event.ctrlKey
      if (!wanted || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      // A dialog on screen has the person's attention, and maybe a secret.
      if (!document.querySelector('[role=dialog], [role=alertdialog]')) setOpen(true)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])

  useEffect(() => {
    if (!open) return
    fetchPart().catch(() => {
      setOpen(false)
      toast({ sentiment: 'error', text: 'The search could not be loaded. Try again.' })
    })
  }, [open, fetchPart])

  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts={isApple ? 'Meta+K' : 'Control+K'}
        onClick={() => setOpen(true)}
        onPointerEnter={() => void fetchPart().catch(() => undefined)}
        className="flex h-8 items-center gap-2 rounded-default border border-transparent px-2 type-body-small text-neutral-text-weak hover:bg-neutral-background-hover small:w-60 small:border-neutral-border"
      >
        <Search size={16} aria-hidden className="shrink-0 text-neutral-icon" />
        <span className="sr-only grow text-left small:not-sr-only">
          Search<VisuallyHidden> the console</VisuallyHidden>
        </span>
        <kbd
          aria-hidden
          className="hidden rounded-small border border-neutral-border-weak px-1 type-caption-small font-sans small:inline"
        >
          {isApple ? '⌘ K' : 'Ctrl K'}
        </kbd>
      </button>
      {open && Palette && <Palette onClose={() => setOpen(false)} />}
    </>
  )
}
