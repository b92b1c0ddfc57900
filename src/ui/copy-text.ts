/**
 * Puts a text on the clipboard.
 *
 * Without the clipboard interface (plain http) or its permission it copies a selection instead. In a
 * modal dialog that only works from inside: the dialog's focus trap takes the focus off anything
 * outside, and `execCommand` then copies nothing and still answers true. So the scratch field is put
 * into the dialog around `near`, and only a copy that was seen to happen counts.
 *
 * @param near the element the person pressed
 * @returns whether the text is on the clipboard for sure
 */
export async function copyText(text: string, near: Element | null): Promise<boolean> {
  try {
    // Undefined on plain http, whatever the types say: reading on throws, which is caught as well.
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copySelection(text, near)
  }
}

function copySelection(text: string, near: Element | null): boolean {
  const before = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.setAttribute('aria-hidden', 'true')
  field.style.position = 'fixed'
  field.style.insetBlockStart = '0'
  field.style.opacity = '0'
  let copied = false
  const onCopy = (event: ClipboardEvent) => {
    // Another listener of the page must not change what is copied.
    event.stopImmediatePropagation()
    copied = document.activeElement === field
  }
  const home = near?.closest('[role="dialog"], [role="alertdialog"]') ?? document.body
  home.append(field)
  try {
    field.focus({ preventScroll: true })
    field.setSelectionRange(0, text.length)
    if (document.activeElement !== field) return false
    document.addEventListener('copy', onCopy, { capture: true })
    return document.execCommand('copy') && copied
  } catch {
    return false
  } finally {
    document.removeEventListener('copy', onCopy, { capture: true })
    field.value = ''
    field.remove()
    if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  }
}
