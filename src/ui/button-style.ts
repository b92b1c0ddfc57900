import { classNames } from './class-names.ts'
import { type Sentiment, toneClass } from './sentiment.ts'

export interface ButtonLook {
  variant?: 'filled' | 'outlined' | 'ghost' | undefined
  sentiment?: Sentiment | undefined
  size?: 'large' | 'medium' | 'small' | 'xsmall' | undefined
}

const sizes = {
  large: 'min-h-12 gap-2 px-4 type-body-strong',
  medium: 'min-h-10 gap-2 px-3 type-body-small-strong',
  small: 'min-h-8 gap-2 px-2 type-body-small-strong',
  xsmall: 'min-h-6 gap-1 px-1 type-body-small-strong',
}

const squares = { large: 'size-12', medium: 'size-10', small: 'size-8', xsmall: 'size-6' }

// The transparent border of filled and ghost buttons shows up in forced-colors mode.
const enabled = {
  filled:
    'border-transparent bg-tone-background-strong text-tone-text-strong hover:bg-tone-background-strong-hover',
  outlined:
    'border-tone-border text-tone-text hover:border-tone-border-hover hover:bg-tone-background-hover hover:text-tone-text-hover',
  ghost:
    'border-transparent text-tone-text hover:bg-tone-background-hover hover:text-tone-text-hover',
}

const disabled = {
  filled: 'border-transparent bg-tone-background-strong-disabled text-tone-text-strong-disabled',
  outlined: 'border-tone-border-disabled text-tone-text-disabled',
  ghost: 'border-transparent text-tone-text-disabled',
}

/** The classes of everything that looks like a button. `square` is one with an icon only. */
export function buttonClass(
  { variant = 'filled', sentiment = 'primary', size = 'medium' }: ButtonLook,
  { isDisabled = false, isSquare = false, className = '' } = {},
): string {
  return classNames(
    'inline-flex shrink-0 items-center justify-center rounded-default border text-center select-none',
    toneClass[sentiment],
    isSquare ? squares[size] : classNames(sizes[size], 'max-w-full'),
    isDisabled ? classNames(disabled[variant], 'cursor-not-allowed') : enabled[variant],
    className,
  )
}
