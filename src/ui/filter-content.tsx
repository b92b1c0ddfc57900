import * as RadixPopover from '@radix-ui/react-popover'
import { type ReactNode, type RefObject, useRef } from 'react'

import { Button } from './button.tsx'

/** The open filters, placed below their button. */
export function FilterContent({
  id,
  trigger,
  canClear,
  onClear,
  onClose,
  children,
}: {
  id: string
  trigger: RefObject<HTMLElement | null>
  canClear: boolean
  onClear: () => void
  onClose: () => void
  children: ReactNode
}) {
  const leftByPointer = useRef(false)
  return (
    <RadixPopover.Root open onOpenChange={(open) => !open && onClose()}>
      <RadixPopover.Anchor asChild>
        <span aria-hidden className="pointer-events-none absolute inset-0" />
      </RadixPopover.Anchor>
      <RadixPopover.Portal>
        <RadixPopover.Content
          id={id}
          aria-label="Filters"
          align="start"
          sideOffset={4}
          collisionPadding={16}
          onPointerDownOutside={(event) => {
            const { target } = event.detail.originalEvent
            // The button closes the filters by its own click.
            if (target instanceof Node && trigger.current?.contains(target)) event.preventDefault()
            else leftByPointer.current = true
          }}
          onFocusOutside={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (!leftByPointer.current) trigger.current?.focus()
          }}
          className="surface-raised elevate-raised z-30 flex max-h-(--radix-popover-content-available-height) w-80 max-w-[calc(100vw-2rem)] flex-col rounded-default border border-neutral-border-weak"
        >
          <div className="min-h-0 overflow-y-auto p-4">{children}</div>
          <div className="flex justify-end gap-2 border-t border-neutral-border-weak px-4 py-3">
            <Button
              size="small"
              variant="ghost"
              sentiment="neutral"
              disabled={!canClear}
              onClick={onClear}
            >
              Clear filters
            </Button>
            <Button size="small" onClick={onClose}>
              Done
            </Button>
          </div>
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  )
}
