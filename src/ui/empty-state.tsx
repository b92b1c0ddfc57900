import { type ReactNode, useEffect } from 'react'

import { useLazyPart } from './lazy-part.ts'

export type IllustrationName =
  | 'key'
  | 'user'
  | 'application'
  | 'group'
  | 'policy'
  | 'project'
  | 'search'
  | 'lock'
  | 'error'

const loadIllustration = () => import('./illustrations.tsx').then((module) => module.Illustration)

/**
 * Says that there is nothing, why, and what to do about it.
 *
 * @param action the next step, usually a Button
 * @param illustration drawn above the title; its code comes later, its room is kept
 */
export function EmptyState({
  title,
  description,
  action,
  illustration = 'search',
  headingLevel = 2,
}: {
  title: ReactNode
  description?: ReactNode
  action?: ReactNode
  illustration?: IllustrationName | undefined
  headingLevel?: 2 | 3 | undefined
}) {
  const { Part: Illustration, fetchPart } = useLazyPart(loadIllustration)
  const Heading = headingLevel === 2 ? 'h2' : 'h3'
  useEffect(() => {
    // Without its picture the text still says everything.
    fetchPart().catch(() => undefined)
  }, [fetchPart])
  return (
    <div className="mx-auto flex w-full max-w-180 flex-col items-center gap-4 rounded-default border border-neutral-border px-4 py-10 text-center xsmall:px-10">
      <div aria-hidden className="size-24">
        {Illustration && <Illustration name={illustration} />}
      </div>
      <div className="flex max-w-full flex-col gap-1">
        <Heading className="type-heading-small text-neutral-text-strong wrap-anywhere">
          {title}
        </Heading>
        {description && <div className="type-body wrap-anywhere">{description}</div>}
      </div>
      {action && <div className="mt-2 flex flex-wrap justify-center gap-4">{action}</div>}
    </div>
  )
}
