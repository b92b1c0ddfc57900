import { ListFilter } from 'lucide-react'
import { type ReactNode, useId, useRef, useState } from 'react'

import { Button } from './button.tsx'
import { useLazyPart } from './lazy-part.ts'
import { toast } from './toast-store.ts'

const loadContent = () => import('./filter-content.tsx').then((module) => module.FilterContent)

/**
 * A button that opens a list's filters. Their code is fetched when the button is pointed at, focused
 * or pressed.
 *
 * @param count how many filters are set
 * @param children the form controls
 * @param onClear takes all filters off
 */
export function FilterButton({
  count,
  children,
  onClear,
}: {
  count: number
  children: ReactNode
  onClear: () => void
}) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const { Part: Content, fetchPart } = useLazyPart(loadContent)
  const prefetch = () => {
    // A press tells a failure; an early fetch that fails only means that the press fetches again.
    fetchPart().catch(() => undefined)
  }
  const open = () => {
    setOpen(true)
    fetchPart().catch(() => {
      setOpen(false)
      toast({ sentiment: 'error', text: 'The filters could not be loaded. Check your connection.' })
    })
  }
  return (
    <span className="relative inline-flex">
      <Button
        ref={button}
        variant="outlined"
        sentiment="neutral"
        icon={<ListFilter size={16} aria-hidden />}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={isOpen && Content ? id : undefined}
        onPointerEnter={prefetch}
        onFocus={prefetch}
        onClick={() => (isOpen ? setOpen(false) : open())}
      >
        Filters
        {count > 0 && (
          <span className="type-caption inline-flex size-5 items-center justify-center rounded-circle bg-primary-background-strong text-primary-text-strong">
            {count}
            <span className="sr-only"> set</span>
          </span>
        )}
      </Button>
      {Content && isOpen && (
        <Content
          id={id}
          trigger={button}
          canClear={count > 0}
          onClear={onClear}
          onClose={() => setOpen(false)}
        >
          {children}
        </Content>
      )}
    </span>
  )
}
