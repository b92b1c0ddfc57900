import { Close, Content, Overlay, Portal, Root, Title } from '@radix-ui/react-dialog'
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'

import { IconButton } from '../ui/button.tsx'
import { SideNavigation } from './side-navigation.tsx'

/**
 * The main navigation from the left edge of a narrow screen.
 *
 * @param opener gets the focus back, unless a link was followed: then the new page has it
 */
export function NavigationDrawer(props: {
  onClose: () => void
  opener: RefObject<HTMLElement | null>
}) {
  const { onClose, opener } = props
  const followed = useRef(false)
  // On a wide screen the navigation is beside the page: nothing may lie over it.
  useEffect(() => {
    const wide = window.matchMedia('(min-width: 80rem)')
    wide.addEventListener('change', onClose)
    return () => wide.removeEventListener('change', onClose)
  }, [onClose])
  return (
    <Root open onOpenChange={onClose}>
      <Portal>
        <Overlay className="fixed inset-0 z-30 bg-overlay" />
        <Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (!followed.current) opener.current?.focus()
          }}
          className="surface-overlay elevate-drawer fixed inset-y-0 left-0 z-30 w-64 max-w-[calc(100vw-3rem)] overflow-y-auto"
        >
          <div className="flex items-center justify-between px-4 pt-4">
            <Title className="type-heading-small-strong text-neutral-text-strong">Navigation</Title>
            <Close asChild>
              <IconButton label="Close" icon={<X aria-hidden size={16} />} />
            </Close>
          </div>
          <SideNavigation
            onNavigate={() => {
              followed.current = true
              onClose()
            }}
          />
        </Content>
      </Portal>
    </Root>
  )
}
