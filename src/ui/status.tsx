import type { ReactNode } from 'react'

import { classNames } from './class-names.ts'
import { type Sentiment, toneClass } from './sentiment.ts'

/** A coloured dot and the word that says what it means. */
export function Status({
  sentiment = 'neutral',
  children,
}: {
  sentiment?: Sentiment | undefined
  children: ReactNode
}) {
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span
        aria-hidden
        className={classNames(
          toneClass[sentiment],
          'size-2.5 shrink-0 rounded-circle forced-color-adjust-none',
          // The neutral tone is as pale as what is behind it.
          sentiment === 'neutral' ? 'bg-neutral-background-stronger' : 'bg-tone-background-strong',
        )}
      />
      {children}
    </span>
  )
}
