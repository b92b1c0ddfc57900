import { Ellipsis } from 'lucide-react'
import {
  cloneElement,
  type ComponentProps,
  type ComponentType,
  isValidElement,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useId,
  useRef,
  useState,
} from 'react'

import { buttonClass } from './button-style.ts'
import { Button, IconButton } from './button.tsx'
import type { MenuContentProps } from './menu-content.tsx'
import { toast } from './toast-store.ts'

/** A line of a menu: an action or a link, a separator, or the heading of what follows. */
export type MenuItem =
  | {
      label: string
      icon?: ReactNode
      /** The page it goes to. */
      to?: string | undefined
      /** Whether that is the page one is on. */
      current?: boolean | undefined
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

/** Where the focus goes when the menu opens: its first or last item, or the menu as a whole. */
export type MenuFocus = 'first' | 'last' | 'menu'

type Content = ComponentType<MenuContentProps>

/** The code of open menus, once a menu has asked for it. */
let loaded: Content | undefined

async function loadContent(): Promise<Content> {
  loaded ??= (await import('./menu-content.tsx')).MenuContent
  return loaded
}

function prefetch(): void {
  // A press tells a failure; an early fetch that fails only means that the press fetches again.
  loadContent().catch(() => undefined)
}

const triggers = new Set<unknown>([Button, IconButton, 'button'])

/** A list has one in every row, so these are a plain button's, made once. */
const dotsClass = buttonClass(
  { variant: 'ghost', sentiment: 'neutral', size: 'small' },
  { isSquare: true },
)
const dots = <Ellipsis size={16} aria-hidden />

/**
 * A button that opens a menu; three dots unless told otherwise.
 *
 * The menu's code is fetched when the button is pointed at, focused or pressed. A press that is faster
 * than the code still opens the menu, with the focus where the press asked for it.
 *
 * @param label the button's accessible name, such as "Actions for ci-deploy"
 * @param items what it holds, or a function that says so when it opens
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
  items: readonly MenuItem[] | (() => readonly MenuItem[])
  trigger?: ReactNode
  align?: 'start' | 'end' | undefined
}) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const [opened, setOpened] = useState<{ focus: MenuFocus; Content: Content | undefined }>()

  const open = (focus: MenuFocus) => {
    setOpened({ focus, Content: loaded })
    if (loaded) return
    loadContent().then(
      // It may have been closed meanwhile.
      (Content) => setOpened((now) => now && { ...now, Content }),
      () => {
        setOpened(undefined)
        toast({ sentiment: 'error', text: 'The menu could not be loaded. Check your connection.' })
      },
    )
  }
  const close = () => setOpened(undefined)

  const triggerProps: ComponentProps<'button'> = {
    id,
    ref: button,
    'aria-haspopup': 'menu',
    'aria-expanded': opened !== undefined,
    'aria-label': label,
    onPointerEnter: prefetch,
    onFocus: prefetch,
    onClick: (event: MouseEvent) => {
      event.stopPropagation()
      // A click by Enter, Space or a screen reader has no detail.
      if (opened) close()
      else open(event.detail === 0 ? 'first' : 'menu')
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault()
        open(event.key === 'ArrowDown' ? 'first' : 'last')
      } else if (event.key === 'Escape' && opened) {
        close()
      }
    },
    onBlur: () => {
      // The person has gone elsewhere before the menu was there.
      if (opened && !opened.Content) close()
    },
  }

  return (
    <span className="relative inline-flex max-w-full">
      {triggerElement(trigger, triggerProps)}
      {opened?.Content && (
        <opened.Content
          items={typeof items === 'function' ? items() : items}
          labelledBy={id}
          trigger={button}
          focus={opened.focus}
          align={align}
          onClose={close}
        />
      )}
    </span>
  )
}

/** Not a component: every level of those counts in a list's rows. */
function triggerElement(trigger: ReactNode, native: ComponentProps<'button'>): ReactNode {
  if (isValidElement<ComponentProps<'button'>>(trigger) && triggers.has(trigger.type)) {
    return cloneElement(trigger, native)
  }
  return (
    <button
      type="button"
      className={trigger === undefined ? dotsClass : 'inline-flex max-w-full rounded-default'}
      {...native}
    >
      {trigger ?? dots}
    </button>
  )
}
