import type { ReactNode } from 'react'

import { classNames } from './class-names.ts'
import type { Sentiment } from './sentiment.ts'

const dots: Record<Sentiment, string> = {
  primary: 'bg-primary-background-strong',
  neutral: 'bg-neutral-background-stronger',
  info: 'bg-info-background-strong',
  success: 'bg-success-background-strong',
  warning: 'bg-warning-background-strong',
  danger: 'bg-danger-background-strong',
}

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
          'size-2.5 shrink-0 rounded-circle forced-color-adjust-none',
          dots[sentiment],
        )}
      />
      {children}
    </span>
  )
}
