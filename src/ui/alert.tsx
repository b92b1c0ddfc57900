import { CircleAlert, CircleCheck, Info, Lightbulb } from 'lucide-react'
import type { ReactNode } from 'react'

import { classNames } from './class-names.ts'
import { type Sentiment, toneClass } from './sentiment.ts'

const icons: Record<Sentiment, typeof Info> = {
  primary: Info,
  neutral: Lightbulb,
  info: Info,
  success: CircleCheck,
  warning: CircleAlert,
  danger: CircleAlert,
}

/**
 * A message about what is on the page. A danger alert that appears later is read out at once; the
 * others are read in their place.
 *
 * @param action a small button at its right
 */
export function Alert({
  sentiment = 'danger',
  title,
  children,
  action,
  className,
}: {
  sentiment?: Sentiment | undefined
  title?: ReactNode
  children?: ReactNode
  action?: ReactNode
  className?: string | undefined
}) {
  const Icon = icons[sentiment]
  return (
    <div
      {...(sentiment === 'danger' ? { role: 'alert' } : {})}
      className={classNames(
        toneClass[sentiment],
        'flex flex-wrap items-start gap-4 rounded-default border-l-4 bg-tone-background p-4',
        sentiment === 'neutral' ? 'border-neutral-border-stronger' : 'border-tone-border',
        className,
      )}
    >
      <Icon size={20} aria-hidden className="mt-0.5 shrink-0 text-tone-icon" />
      <div className="flex min-w-0 flex-1 basis-48 flex-col gap-1 wrap-anywhere">
        {title && <p className="type-body-stronger text-tone-text">{title}</p>}
        {children && <div className="type-body text-neutral-text">{children}</div>}
      </div>
      {action}
    </div>
  )
}
