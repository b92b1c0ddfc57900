/**
 * Where a popup's elements belong: in the dialog or landmark of what opened it, so that a reader who
 * goes by landmarks finds it there, and inside a modal dialog it is not behind the dialog.
 *
 * @returns null without an element around: then the page's body
 */
export function closestSurroundings(element: Element | null): Element | null {
  return (
    element?.closest('[role="dialog"], [role="alertdialog"], main, header, nav, aside, footer') ??
    null
  )
}
