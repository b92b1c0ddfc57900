import * as RadixDialog from '@radix-ui/react-dialog'
import { X } from 'lucide-react'
import { type ReactNode, type RefObject, useRef, useState } from 'react'

import { Announcer } from './announcer.tsx'
import { IconButton } from './button.tsx'
import { classNames } from './class-names.ts'

/** How someone asked to close a dialog: the × is 'button'. */
export type CloseReason = 'escape' | 'outside' | 'button'

export interface DialogProps {
  /** True unless told otherwise; a dialog that is a route of its own is open while it is mounted. */
  open?: boolean | undefined
  /** Someone asks to close it. The dialog stays until its owner takes it away. */
  onClose: (reason: CloseReason) => void
  title: ReactNode
  /** 520, 616 or 708px wide; never wider than the window. */
  size?: 'small' | 'medium' | 'large' | undefined
  /** In the middle of the window, or along the whole of its right edge: a drawer, 416px wide. */
  placement?: 'center' | 'right' | undefined
  role?: 'dialog' | 'alertdialog' | undefined
  /** Stands above the title. */
  icon?: ReactNode
  children: ReactNode
  /** The actions, right-aligned: Cancel first, the main action last. */
  footer?: ReactNode
  /** What has the focus first; else the first control. */
  initialFocusRef?: RefObject<HTMLElement | null> | undefined
  /** Gives the heading the focus first, for what has to be read before it is acted on. */
  focusHeading?: boolean | undefined
  /** What has the focus afterwards; else what had it before. */
  returnFocus?: (() => HTMLElement | null | undefined) | undefined
  /** The id of the text that says what an alertdialog is about. */
  describedBy?: string | undefined
}

const widths = { small: 'xsmall:w-130', medium: 'xsmall:w-154', large: 'xsmall:w-177' }

const centered =
  'elevate-overlay animate-rise mt-auto rounded-t-default border border-transparent xsmall:my-auto xsmall:rounded-default'

const drawer = 'elevate-drawer animate-slide-in min-h-full xsmall:w-104'

/** Escape belongs to an open popup or edit inside the dialog first. */
const ESCAPE_OWNER = '[data-owns-escape], [data-radix-popper-content-wrapper]'

function isOverlayScrollbar(event: PointerEvent): boolean {
  return event.target instanceof HTMLElement && event.offsetX >= event.target.clientWidth
}

/**
 * A modal dialog: traps the focus, locks the page's scroll, and closes by nothing but its owner.
 * Escape, a press outside and × only ask, through `onClose`. Toasts are not outside.
 *
 * Import it from code that is loaded when asked for.
 */
export function Dialog(props: DialogProps) {
  const { open = true, onClose, title, size = 'medium', role = 'dialog', icon } = props
  const {
    placement = 'center',
    children,
    footer,
    initialFocusRef,
    focusHeading,
    returnFocus,
    describedBy,
  } = props
  const heading = useRef<HTMLHeadingElement>(null)
  const opener = useOpener(open)

  const lastEscape = useRef<KeyboardEvent>(undefined)

  const escape = (event: KeyboardEvent) => {
    const { target } = event
    if (event === lastEscape.current) return
    lastEscape.current = event
    if (target instanceof Element && target.closest(ESCAPE_OWNER)) return
    onClose('escape')
  }

  const focusFirst = (event: Event) => {
    if (opener && event.target instanceof Element) openers.set(event.target, opener)
    const target = initialFocusRef?.current ?? (focusHeading ? heading.current : null)
    if (!target) return
    event.preventDefault()
    target.focus()
  }

  const focusAfterwards = (event: Event) => {
    event.preventDefault()
    // Someone has moved the focus on already, such as to a new row: leave it there.
    const { activeElement } = document
    if (activeElement && activeElement !== document.body) return
    let target: HTMLElement | null | undefined = returnFocus?.() ?? opener
    while (target && !target.isConnected) target = openerOf(target.closest(DIALOG))
    if (target) target.focus()
    else document.querySelector('main')?.focus()
  }

  return (
    <RadixDialog.Root open={open}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay
          className={classNames(
            'animate-appear fixed inset-0 z-40 flex flex-col overflow-y-auto bg-overlay',
            placement === 'center' ? 'items-center xsmall:p-4' : 'items-end',
            // What gets the focus is not to end under the buttons that stay in sight.
            placement === 'right' && footer !== undefined && 'scroll-pb-20',
          )}
        >
          <RadixDialog.Content
            role={role}
            aria-describedby={describedBy}
            onOpenAutoFocus={focusFirst}
            onCloseAutoFocus={focusAfterwards}
            onEscapeKeyDown={(event) => {
              event.preventDefault()
              escape(event)
            }}
            // Radix hands Escape to the newest layer, and a toast that came later is one.
            onKeyDown={(event) => event.key === 'Escape' && escape(event.nativeEvent)}
            onInteractOutside={(event) => event.preventDefault()}
            onPointerDownOutside={(event) => {
              const { originalEvent } = event.detail
              const { target } = originalEvent
              if (target instanceof Element && target.closest('[data-toast-viewport]')) return
              if (originalEvent.button !== 0 || isOverlayScrollbar(originalEvent)) return
              onClose('outside')
            }}
            className={classNames(
              'surface-overlay relative flex w-full shrink-0 flex-col gap-6 p-6 focus:outline-none xsmall:max-w-full',
              placement === 'center' ? [centered, widths[size]].join(' ') : drawer,
            )}
          >
            <div className="pr-10">
              {icon && <div className="mb-4">{icon}</div>}
              <RadixDialog.Title
                ref={heading}
                tabIndex={-1}
                className="type-heading-small-strong text-neutral-text-strong wrap-anywhere"
              >
                {title}
              </RadixDialog.Title>
            </div>
            {children}
            {footer && (
              <div
                className={classNames(
                  'mt-auto flex flex-wrap justify-end gap-4',
                  placement === 'right' &&
                    'surface-overlay sticky bottom-0 -mx-6 -mb-6 border-t border-neutral-border-weak px-6 py-4',
                )}
              >
                {footer}
              </div>
            )}
            <IconButton
              label="Close"
              icon={<X size={16} aria-hidden />}
              onClick={() => onClose('button')}
              className="absolute top-4 right-4"
            />
            <Announcer />
          </RadixDialog.Content>
        </RadixDialog.Overlay>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}

const DIALOG = '[role="dialog"], [role="alertdialog"]'

/** What had the focus before each dialog: one that takes the place of another goes back to there. */
const openers = new WeakMap<Element, HTMLElement>()

function openerOf(dialog: Element | null): HTMLElement | undefined {
  return dialog ? openers.get(dialog) : undefined
}

/** What had the focus when the dialog opened. */
function useOpener(open: boolean): HTMLElement | null {
  const [remembered, setRemembered] = useState<{ open: boolean; opener: HTMLElement | null }>({
    open: false,
    opener: null,
  })
  if (open === remembered.open) return remembered.opener
  const { activeElement } = document
  const opener =
    open && activeElement instanceof HTMLElement && activeElement !== document.body
      ? activeElement
      : remembered.opener
  setRemembered({ open, opener })
  return opener
}
