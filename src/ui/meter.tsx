import { classNames } from './class-names.ts'
import { type Sentiment, toneClass } from './sentiment.ts'

/**
 * A bar that shows how much of something is used. The numbers are for the text beside it, which says
 * the same; the colour says nothing alone.
 *
 * @param label what is measured
 * @param text the value in words, such as "12 of 50"
 * @param sentiment the colour of the filled part
 */
export function Meter({
  label,
  value,
  max,
  text,
  sentiment = 'primary',
}: {
  label: string
  value: number
  max: number
  text: string
  sentiment?: Sentiment | undefined
}) {
  const share = max <= 0 ? 1 : Math.min(1, Math.max(0, value / max))
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(value, max)}
      aria-valuetext={text}
      className={classNames(
        toneClass[sentiment],
        'h-2 w-full overflow-hidden rounded-xlarge bg-neutral-background-strong',
      )}
    >
      {/* A drawing, so that its width needs no inline style. */}
      <svg aria-hidden width="100%" height="8" className="block">
        <rect
          width={`${(share * 100).toFixed(1)}%`}
          height="8"
          rx="4"
          className="fill-tone-background-strong forced-color-adjust-none"
        />
      </svg>
    </div>
  )
}
