import { classNames } from './class-names.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

/** One grey line in place of a text that is on its way. */
export function SkeletonLine({ className = 'w-full' }: { className?: string | undefined }) {
  return <StillLine className={classNames('animate-shimmer', className)} />
}

/** The same at rest, for many of them: each that moves is a layer of its own to the browser. */
export function StillLine({ className }: { className: string }) {
  return (
    <span
      aria-hidden
      className={classNames('block h-3 rounded-large bg-neutral-border-weak', className)}
    />
  )
}

/** Lines of text on their way; the last is shorter. */
export function Skeleton({ lines = 3, label = 'Loading…' }: { lines?: number; label?: string }) {
  return (
    <div aria-busy="true" className="flex flex-col gap-3 py-1">
      <VisuallyHidden>{label}</VisuallyHidden>
      {Array.from({ length: lines }, (_, index) => (
        <SkeletonLine
          key={index}
          className={index > 0 && index === lines - 1 ? 'w-3/5' : 'w-full'}
        />
      ))}
    </div>
  )
}

/** Rows of a list on their way, where there is no table to hold them. */
export function SkeletonRows({ rows = 5, label = 'Loading…' }: { rows?: number; label?: string }) {
  return (
    <div aria-busy="true" className="flex flex-col gap-4">
      <VisuallyHidden>{label}</VisuallyHidden>
      {Array.from({ length: rows }, (_, index) => (
        <div
          key={index}
          className="flex h-15 items-center gap-8 rounded-default border border-neutral-border px-4"
        >
          <SkeletonLine className="w-2/5" />
          <SkeletonLine className="w-1/5" />
          <SkeletonLine className="w-1/5" />
        </div>
      ))}
    </div>
  )
}
