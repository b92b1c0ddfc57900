import { useEffect, useRef, useState } from 'react'
import { useBlocker } from 'react-router'

export interface RevealGuard {
  /** A way out was taken: the dialog asks whether to leave without the secret. */
  asking: boolean
  /** Esc, ×, or a press outside: asks first, and takes that for staying while it asks. */
  ask(): void
  /** "Keep this window open". */
  stay(): void
  /** Goes where the way out led, or calls `close` when it led nowhere. */
  leave(close: () => void): void
  /** Opens every way out; called when the secret is saved and Done was pressed. */
  release(): void
}

/**
 * Holds the reveal step while its secret is unsaved. Back, links and every other navigation are
 * blocked and asked about once; reload and closing the tab get the browser's own question.
 *
 * @param held whether a secret is on screen that was not confirmed as saved
 * @param isOwnStep tells the dialog's own change of address apart from leaving
 */
export function useRevealGuard(
  held: boolean,
  isOwnStep: (pathname: string) => boolean,
): RevealGuard {
  const released = useRef(false)
  const [askedToClose, setAskedToClose] = useState(false)
  const blocker = useBlocker(
    ({ nextLocation }) => held && !released.current && !isOwnStep(nextLocation.pathname),
  )

  useEffect(() => {
    if (!held) return
    const warn = (event: BeforeUnloadEvent) => {
      if (!released.current) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [held])

  const asking = askedToClose || blocker.state === 'blocked'
  const stay = () => {
    setAskedToClose(false)
    if (blocker.state === 'blocked') blocker.reset()
  }
  return {
    asking,
    ask: () => (asking ? stay() : setAskedToClose(true)),
    stay,
    leave(close) {
      released.current = true
      setAskedToClose(false)
      if (blocker.state === 'blocked') blocker.proceed()
      else close()
    },
    release() {
      released.current = true
    },
  }
}
