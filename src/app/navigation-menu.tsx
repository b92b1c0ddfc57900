import { Menu as MenuIcon } from 'lucide-react'
import { lazy, Suspense, useCallback, useRef, useState } from 'react'

import { IconButton } from '../ui/button.tsx'

const loadDrawer = () => import('./navigation-drawer.tsx')
const NavigationDrawer = lazy(async () => ({ default: (await loadDrawer()).NavigationDrawer }))

/** The button that opens the main navigation where the screen has no room for it. */
export function NavigationMenu() {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = useCallback(() => setOpen(false), [])
  return (
    <>
      <IconButton
        ref={button}
        label="Open navigation"
        icon={<MenuIcon aria-hidden size={20} />}
        aria-haspopup="dialog"
        aria-expanded={open}
        className="medium:hidden"
        onPointerEnter={() => void loadDrawer().catch(() => {})}
        onClick={() => setOpen(true)}
      />
      {open && (
        <Suspense>
          <NavigationDrawer onClose={close} opener={button} />
        </Suspense>
      )}
    </>
  )
}
