import type { ReactNode } from 'react'

import { classNames } from './class-names.ts'
import { type Sentiment, toneClass } from './sentiment.ts'

const sizes = {
  large: 'min-h-8 px-4 type-body-small',
  medium: 'min-h-6 px-3 type-caption',
  small: 'min-h-4 px-2 type-caption-small',
}

/** A word in a coloured pill, in capitals. `strong` fills it. */
export function Badge({
  sentiment = 'neutral',
  size = 'small',
  strong = false,
  children,
}: {
  sentiment?: Sentiment | undefined
  size?: 'large' | 'medium' | 'small' | undefined
  strong?: boolean | undefined
  children: ReactNode
}) {
  const soft =
    sentiment === 'neutral'
      ? 'border-neutral-border bg-neutral-background-weak text-neutral-text'
      : 'border-tone-background bg-tone-background text-tone-text'
  return (
    <span
      className={classNames(
        toneClass[sentiment],
        'inline-flex w-fit shrink-0 items-center rounded-xlarge border align-middle whitespace-nowrap uppercase',
        sizes[size],
        strong ? 'border-transparent bg-tone-background-strong text-tone-text-strong' : soft,
      )}
    >
      {children}
    </span>
  )
}
