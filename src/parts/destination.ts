let source = (): { pathname: string } => window.location

/** Sets what `destination` asks; the page's own address unless set. */
export function setDestination(where: typeof source): void {
  source = where
}

/** The path of the page that one is going to: of the present one, unless another is on its way. */
export function destination(): string {
  return source().pathname
}
