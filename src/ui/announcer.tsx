import { useEffect, useState } from 'react'

/** 'assertive' interrupts; for what cannot wait only. */
export type Politeness = 'polite' | 'assertive'

interface Region {
  say: (text: string, politeness: Politeness) => void
}

const SETTLE_MS = 100

/** The live regions on the page, the topmost dialog's last. */
const regions: Region[] = []

/**
 * Has screen readers say something. The topmost dialog's region says it, since everything behind a
 * dialog is silent; it waits a moment, so that a dialog that is just closing does not swallow it.
 */
export function announce(text: string, politeness: Politeness = 'polite'): void {
  setTimeout(() => regions.at(-1)?.say(text, politeness), SETTLE_MS)
}

/**
 * The live regions `announce` speaks through. The shell mounts one; every dialog brings its own. They
 * stand empty until there is something to say, as a region made together with its text is not read.
 */
export function Announcer() {
  const [said, setSaid] = useState({ polite: '', assertive: '' })

  useEffect(() => {
    const region: Region = {
      say: (text, politeness) =>
        setSaid((before) => ({
          ...before,
          // The same words again are news only if the text differs.
          [politeness]: before[politeness] === text ? `${text}\u00A0` : text,
        })),
    }
    regions.push(region)
    return () => void regions.splice(regions.indexOf(region), 1)
  }, [])

  return (
    <div className="sr-only">
      <div role="status" aria-live="polite">
        {said.polite}
      </div>
      <div role="alert" aria-live="assertive">
        {said.assertive}
      </div>
    </div>
  )
}
