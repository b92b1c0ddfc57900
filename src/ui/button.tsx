import { type ComponentProps, type MouseEvent, type ReactNode, useId } from 'react'

import { buttonClass, type ButtonLook } from './button-style.ts'
import { Spinner } from './spinner.tsx'
import { useTooltip } from './use-tooltip.tsx'

export type { Sentiment } from './sentiment.ts'

interface CommonProps extends ButtonLook, Omit<ComponentProps<'button'>, 'className'> {
  /** Shows a spinner and ignores clicks; the button keeps its focus. */
  loading?: boolean | undefined
  /** Why the button cannot be used now. It stays focusable, and says so on hover and focus. */
  disabledReason?: string | undefined
  className?: string | undefined
}

export interface ButtonProps extends CommonProps {
  /** A 16px icon before the text. */
  icon?: ReactNode
}

export interface IconButtonProps extends CommonProps {
  /** The accessible name. */
  label: string
  icon: ReactNode
  /** Shows the label on hover and focus. */
  tooltip?: boolean | undefined
}

/** The native element, whichever content it has. */
function NativeButton({
  look,
  isSquare,
  hint,
  icon,
  children,
  ...props
}: CommonProps & {
  look: ButtonLook
  isSquare: boolean
  hint?: string | undefined
  icon: ReactNode
}) {
  const {
    variant: _v,
    sentiment: _s,
    size: _z,
    className,
    loading,
    disabledReason,
    ...native
  } = props
  const reasonId = useId()
  const { handlers, bubble, show } = useTooltip(disabledReason ?? hint)
  const refuse = (event: MouseEvent) => {
    event.preventDefault()
    event.stopPropagation()
    if (disabledReason !== undefined) show()
  }
  const isInert = loading === true || disabledReason !== undefined
  return (
    <>
      <button
        type="button"
        {...native}
        {...handlers}
        {...(isInert && { 'aria-disabled': true, onClick: refuse })}
        {...(loading && { 'aria-busy': true })}
        {...(disabledReason !== undefined && {
          'aria-describedby': [native['aria-describedby'], reasonId].filter(Boolean).join(' '),
        })}
        className={buttonClass(look, {
          isDisabled: native.disabled === true || isInert,
          isSquare,
          className: className ?? '',
        })}
      >
        {loading ? <Spinner /> : icon}
        {children}
        {disabledReason !== undefined && (
          <span id={reasonId} hidden>
            {disabledReason}
          </span>
        )}
      </button>
      {bubble}
    </>
  )
}

/**
 * A button. Filled, primary and medium (40px) unless told otherwise; of type `button` unless told
 * otherwise.
 */
export function Button({ icon, ...props }: ButtonProps) {
  return <NativeButton {...props} look={props} isSquare={false} icon={icon} />
}

/** A square button with an icon only: ghost, neutral and small (32px) unless told otherwise. */
export function IconButton({ label, tooltip, ...props }: IconButtonProps) {
  const look = {
    variant: props.variant ?? 'ghost',
    sentiment: props.sentiment ?? 'neutral',
    size: props.size ?? 'small',
  }
  return (
    <NativeButton
      aria-label={label}
      {...props}
      look={look}
      isSquare
      hint={tooltip ? label : undefined}
    />
  )
}

/**
 * A link to another page of the console that looks like a button. With a `disabledReason` it leads
 * nowhere: it is then a button that says why.
 */
export function ButtonLink({
  variant,
  sentiment,
  size,
  icon,
  className,
  disabledReason,
  to,
  children,
  // The compiler lets any attribute with a hyphen pass: what is given is to arrive.
  ...aria
}: ButtonLook & {
  to: string
  'aria-label'?: string | undefined
  icon?: ReactNode
  className?: string | undefined
  disabledReason?: string | undefined
  children: ReactNode
}) {
  const look = { variant, sentiment, size }
  if (disabledReason !== undefined) {
    return (
      <Button {...look} {...aria} {...{ icon, disabledReason, className }}>
        {children}
      </Button>
    )
  }
  return (
    <a {...aria} href={to} className={buttonClass(look, { className: className ?? '' })}>
      {icon}
      {children}
    </a>
  )
}
