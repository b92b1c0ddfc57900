import { announce } from '../ui/announcer.tsx'

/** Saves a text as a file, from the browser's memory alone. */
export function downloadText(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
  announce('Download started.')
}
