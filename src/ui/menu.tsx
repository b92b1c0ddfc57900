import { Ellipsis } from 'lucide-react'
import {
  cloneElement,
  type ComponentProps,
  isValidElement,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useId,
  useRef,
  useState,
} from 'react'

import { Button, IconButton } from './button.tsx'
import { useLazyPart } from './lazy-part.ts'
import { toast } from './toast-store.ts'

/** A line of a menu: an action or a link, a separator, or the heading of what follows. */
export type MenuItem =
  | {
      label: string
      icon?: ReactNode
      /** The page it goes to. */
      to?: string | undefined
      onSelect?: (() => void) | undefined
      danger?: boolean | undefined
      /** Makes it one of a choice: whether it is the chosen one. */
      checked?: boolean | undefined
      disabled?: boolean | undefined
      /** Disables the item and is shown under its label. */
      disabledReason?: string | undefined
    }
  | { separator: true }
  | { heading: string }

const loadContent = () => import('./menu-content.tsx').then((module) => module.MenuContent)

/** Where the focus goes when the menu opens: its first or last item, or the menu as a whole. */
export type MenuFocus = 'first' | 'last' | 'menu'

const triggers = new Set<unknown>([Button, IconButton, 'button'])

/**
 * A button that opens a menu; three dots unless told otherwise.
 *
 * The menu's code is fetched when the button is pointed at, focused or pressed. A press that is faster
 * than the code still opens the menu, with the focus where the press asked for it.
 *
 * @param label the button's accessible name, such as "Actions for ci-deploy"
 * @param trigger a Button or IconButton that opens the menu, or the content of a plain button
 * @param align which edge of the button the menu is flush with
 */
export function Menu({
  label,
  items,
  trigger,
  align = 'end',
}: {
  label: string
  items: readonly MenuItem[]
  trigger?: ReactNode
  align?: 'start' | 'end' | undefined
}) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const [focus, setFocus] = useState<MenuFocus>()
  const { Part: Content, fetchPart } = useLazyPart(loadContent)
  const isOpen = focus !== undefined

  const open = (where: MenuFocus) => {
    setFocus(where)
    fetchPart().catch(() => {
      setFocus(undefined)
      toast({ sentiment: 'error', text: 'The menu could not be loaded. Check your connection.' })
    })
  }
  const close = () => setFocus(undefined)
  const prefetch = () => {
    // A press tells a failure; an early fetch that fails only means that the press fetches again.
    fetchPart().catch(() => undefined)
  }

  const triggerProps: ComponentProps<'button'> = {
    id,
    ref: button,
    'aria-haspopup': 'menu',
    'aria-expanded': isOpen,
    'aria-label': label,
    onPointerEnter: prefetch,
    onFocus: prefetch,
    onClick: (event: MouseEvent) => {
      event.stopPropagation()
      // A click by Enter, Space or a screen reader has no detail.
      if (isOpen) close()
      else open(event.detail === 0 ? 'first' : 'menu')
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault()
        open(event.key === 'ArrowDown' ? 'first' : 'last')
      } else if (event.key === 'Escape' && isOpen) {
        close()
      }
    },
    onBlur: () => {
      // The person has gone elsewhere before the menu was there.
      if (isOpen && !Content) close()
    },
  }

  return (
    <span className="relative inline-flex max-w-full">
      <Trigger trigger={trigger} label={label} native={triggerProps} />
      {Content && focus && (
        <Content
          items={items}
          labelledBy={id}
          trigger={button}
          focus={focus}
          align={align}
          onClose={close}
        />
      )}
    </span>
  )
}

function Trigger({
  trigger,
  label,
  native,
}: {
  trigger: ReactNode
  label: string
  native: ComponentProps<'button'>
}) {
  if (trigger === undefined) {
    return <IconButton label={label} icon={<Ellipsis size={16} aria-hidden />} {...native} />
  }
  if (isValidElement<ComponentProps<'button'>>(trigger) && triggers.has(trigger.type)) {
    return cloneElement(trigger, native)
  }
  return (
    <button type="button" className="inline-flex max-w-full rounded-default" {...native}>
      {trigger}
    </button>
  )
}
