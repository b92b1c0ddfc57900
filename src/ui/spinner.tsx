import { classNames } from './class-names.ts'

/**
 * A turning ring, in the colour of the text around it. It says nothing to screen readers: the text
 * beside it, or `label`, does.
 *
 * @param size in px, 16 by default
 */
export function Spinner({
  size = 16,
  label,
  className,
}: {
  size?: number
  label?: string
  className?: string
}) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      strokeWidth="2"
      className={classNames('animate-turn shrink-0', className)}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <circle cx="8" cy="8" r="7" stroke="currentColor" opacity="0.25" />
      <path d="M8 1a7 7 0 0 1 7 7" stroke="currentColor" strokeLinecap="round" />
    </svg>
  )
}
