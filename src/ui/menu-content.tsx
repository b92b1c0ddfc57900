import * as RadixMenu from '@radix-ui/react-dropdown-menu'
import { Check } from 'lucide-react'
import { type FocusEvent, type RefObject, useRef } from 'react'

import { classNames } from './class-names.ts'
import { closestSurroundings } from './closest-surroundings.ts'
import type { MenuFocus, MenuItem } from './menu.tsx'

const ITEM = '[role^="menuitem"]:not([data-disabled])'

export interface MenuContentProps {
  items: readonly MenuItem[]
  /** Id of the trigger, which names the menu. */
  labelledBy: string
  trigger: RefObject<HTMLElement | null>
  focus: MenuFocus
  align: 'start' | 'end'
  onClose: () => void
}

/** The open menu, placed below its trigger. */
export function MenuContent({
  items,
  labelledBy,
  trigger,
  focus,
  align,
  onClose,
}: MenuContentProps) {
  const entered = useRef(false)
  const leftByPointer = useRef(false)

  // Radix knows a keyboard by keys pressed after its code came, so the first one is ours to honour.
  const enter = (event: FocusEvent<HTMLElement>) => {
    if (entered.current || event.target !== event.currentTarget) return
    entered.current = true
    const all = event.currentTarget.querySelectorAll<HTMLElement>(ITEM)
    if (focus !== 'menu') all[focus === 'first' ? 0 : all.length - 1]?.focus()
  }

  const close = () => {
    // Now, and not after the menu has gone: a dialog that a line opens asks where the focus was.
    if (!leftByPointer.current) trigger.current?.focus()
    onClose()
  }

  return (
    <RadixMenu.Root open modal={false} onOpenChange={(open) => !open && close()}>
      <RadixMenu.Trigger asChild>
        {/* Stands for the real trigger, whose place and size it has; only Radix knows of it. */}
        <span aria-hidden className="pointer-events-none absolute inset-0" tabIndex={-1} />
      </RadixMenu.Trigger>
      <RadixMenu.Portal container={closestSurroundings(trigger.current)}>
        <RadixMenu.Content
          aria-labelledby={labelledBy}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          loop
          onFocus={enter}
          onPointerDownOutside={(event) => {
            const { target } = event.detail.originalEvent
            // The trigger closes the menu by its own click.
            if (target instanceof Node && trigger.current?.contains(target)) event.preventDefault()
            else leftByPointer.current = true
          }}
          onCloseAutoFocus={(event) => event.preventDefault()}
          className="surface-raised elevate-raised z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-[min(23.75rem,calc(100vw-1rem))] min-w-45 overflow-y-auto rounded-default border border-transparent py-0.5"
        >
          {items.map((item, index) => (
            <Line key={lineKey(item, index)} item={item} />
          ))}
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  )
}

function lineKey(item: MenuItem, index: number): string {
  return 'label' in item ? item.label : `${'heading' in item ? item.heading : 'separator'}-${index}`
}

function Line({ item }: { item: MenuItem }) {
  if ('separator' in item) {
    return <RadixMenu.Separator className="my-1 border-t border-neutral-border-weak" />
  }
  if ('heading' in item) {
    return (
      <RadixMenu.Label className="type-caption px-3 py-1 text-neutral-text-weak">
        {item.heading}
      </RadixMenu.Label>
    )
  }
  const disabled = item.disabled === true || item.disabledReason !== undefined
  const look = classNames(
    'type-body-small flex min-h-8 cursor-pointer items-center gap-2 rounded-default px-2 py-1 -outline-offset-2 select-none data-disabled:cursor-not-allowed data-disabled:text-neutral-text-disabled',
    item.danger
      ? 'text-danger-text data-highlighted:bg-danger-background-hover'
      : 'data-highlighted:bg-neutral-background-hover',
    !item.danger &&
      (item.current
        ? 'text-primary-text'
        : 'text-neutral-text data-highlighted:text-neutral-text-hover'),
  )
  const content = (
    <>
      {item.icon}
      <span className="min-w-0 wrap-anywhere">
        {item.label}
        {item.disabledReason && (
          <span className="type-caption block text-neutral-text-weak">{item.disabledReason}</span>
        )}
      </span>
    </>
  )
  if (item.checked !== undefined) {
    return (
      <div role="none" className="px-1 py-0.5">
        <RadixMenu.CheckboxItem
          role="menuitemradio"
          aria-checked={item.checked}
          checked={item.checked}
          disabled={disabled}
          onSelect={() => item.onSelect?.()}
          className={look}
        >
          {content}
          <Check
            size={16}
            aria-hidden
            className={classNames('ml-auto shrink-0', !item.checked && 'invisible')}
          />
        </RadixMenu.CheckboxItem>
      </div>
    )
  }
  return (
    <div role="none" className="px-1 py-0.5">
      {item.to !== undefined && !disabled ? (
        <RadixMenu.Item asChild onSelect={() => item.onSelect?.()} className={look}>
          <a href={item.to} aria-current={item.current ? 'page' : undefined}>
            {content}
          </a>
        </RadixMenu.Item>
      ) : (
        <RadixMenu.Item disabled={disabled} onSelect={() => item.onSelect?.()} className={look}>
          {content}
        </RadixMenu.Item>
      )}
    </div>
  )
}
