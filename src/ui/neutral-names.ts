interface Fillable {
  autoComplete?: string | undefined
}

/**
 * The props of an input, with everything that keeps password managers from filling it, unless its
 * `autoComplete` asks for them.
 */
export function neutralNames<Props extends Fillable>(props: Props): Props & Fillable {
  if (props.autoComplete !== undefined && props.autoComplete !== 'off') return props
  return {
    ...props,
    autoComplete: 'off',
    'data-1p-ignore': '',
    'data-bwignore': '',
    'data-lpignore': 'true',
    'data-form-type': 'other',
  }
}
