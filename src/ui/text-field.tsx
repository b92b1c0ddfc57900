import { CircleAlert, Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, type ReactNode, useState } from 'react'

import { IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import { Field, type FieldProps } from './field.tsx'
import { neutralNames } from './neutral-names.ts'

export { Field } from './field.tsx'

type InputProps = Omit<ComponentProps<'input'>, 'prefix' | 'size' | 'className'>

export interface TextFieldProps extends Omit<FieldProps, 'children' | 'id'>, InputProps {
  /** What stands before the value, such as "https://". */
  prefix?: ReactNode
  size?: 'large' | 'medium' | 'small' | undefined
  /** Classes of the field as a whole. */
  className?: string | undefined
}

/** With the frame's border 48, 40 and 32px, as selects and buttons are. */
const heights = {
  large: 'h-11.5 px-4 type-body',
  medium: 'h-9.5 px-4 type-body-small',
  small: 'h-7.5 px-2 type-body-small',
}

const bare = 'min-w-0 flex-1 bg-transparent outline-none disabled:cursor-not-allowed'

/**
 * A line of text with its label, hint and error.
 *
 * Password managers are kept off unless `autoComplete` says what the field is for. The rest of the
 * props go to the native input, so `register` of react-hook-form can be spread here.
 */
export function TextField({
  label,
  hint,
  error,
  required,
  optional,
  prefix,
  size = 'medium',
  className,
  ...input
}: TextFieldProps) {
  return (
    <Field {...{ label, hint, error, required, optional, className }}>
      {(ids) => (
        <InputFrame prefix={prefix} error={error} disabled={input.disabled}>
          <input
            type="text"
            {...neutralNames(input)}
            {...ids}
            className={classNames(bare, heights[size], error ? 'pr-2' : undefined)}
          />
        </InputFrame>
      )}
    </Field>
  )
}

/** A password with a button that shows it. Say by `autoComplete` which password it is. */
export function PasswordField({
  label,
  hint,
  error,
  required,
  optional,
  prefix,
  size = 'medium',
  className,
  ...input
}: TextFieldProps) {
  const [visible, setVisible] = useState(false)
  return (
    <Field {...{ label, hint, error, required, optional, className }}>
      {(ids) => (
        <InputFrame
          prefix={prefix}
          error={error}
          disabled={input.disabled}
          suffix={
            <IconButton
              label="Show password"
              aria-pressed={visible}
              icon={visible ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
              onClick={() => setVisible(!visible)}
              disabled={input.disabled}
            />
          }
        >
          <input
            {...input}
            {...ids}
            type={visible ? 'text' : 'password'}
            spellCheck={false}
            autoCapitalize="off"
            className={classNames(bare, heights[size])}
          />
        </InputFrame>
      )}
    </Field>
  )
}

/**
 * Several lines of text; four rows unless told otherwise.
 *
 * @param code in the font of code, its lines as long as they are
 */
export function TextAreaField({
  label,
  hint,
  error,
  required,
  optional,
  className,
  code = false,
  ...area
}: Omit<FieldProps, 'children' | 'id'> &
  Omit<ComponentProps<'textarea'>, 'className'> & {
    className?: string | undefined
    code?: boolean | undefined
  }) {
  return (
    <Field {...{ label, hint, error, required, optional, className }}>
      {(ids) => (
        <textarea
          rows={4}
          {...(code ? { wrap: 'off', dir: 'ltr' } : {})}
          {...neutralNames(area)}
          {...ids}
          {...(error ? { 'data-invalid': '' } : {})}
          {...(area.disabled ? { 'data-disabled': '' } : {})}
          className={`control w-full resize-y px-4 py-3 ${code ? 'type-code' : 'type-body-small'}`}
        />
      )}
    </Field>
  )
}

function InputFrame({
  prefix,
  suffix,
  error,
  disabled,
  children,
}: {
  prefix: ReactNode
  suffix?: ReactNode
  error: ReactNode
  disabled: boolean | undefined
  children: ReactNode
}) {
  return (
    <div
      className="control flex items-center overflow-hidden"
      {...(error ? { 'data-invalid': '' } : {})}
      {...(disabled ? { 'data-disabled': '' } : {})}
    >
      {prefix && (
        <span className="type-body-small flex self-stretch items-center border-r border-neutral-border px-4">
          {prefix}
        </span>
      )}
      {children}
      {error && <CircleAlert size={16} aria-hidden className="mr-4 shrink-0 text-danger-text" />}
      {suffix && (
        <span className="flex self-stretch items-center border-l border-neutral-border px-2">
          {suffix}
        </span>
      )}
    </div>
  )
}
