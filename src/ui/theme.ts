import { useSyncExternalStore } from 'react'

/** What the person chose; `system` follows the device. */
export type Theme = 'light' | 'dark' | 'system'

/** Also read by the script in index.html, which sets the theme before the first paint. */
const STORAGE_KEY = 'iam-console.theme'
const listeners = new Set<() => void>()
const darkDevice = window.matchMedia('(prefers-color-scheme: dark)')

/** The chosen theme and the way to choose another, which is saved at once. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, chosenTheme), chooseTheme]
}

/** Keeps the page in the chosen theme when the device's or another tab's changes. */
export function followTheme(): void {
  applyTheme()
  darkDevice.addEventListener('change', applyTheme)
  window.addEventListener('storage', (event) => {
    if (event.key === STORAGE_KEY) notify()
  })
}

function chosenTheme(): Theme {
  try {
    const saved = localStorage.getItem(STORAGE_KEY)
    return saved === 'light' || saved === 'dark' ? saved : 'system'
  } catch {
    // The browser refuses storage to this page: follow the device.
    return 'system'
  }
}

function chooseTheme(theme: Theme): void {
  try {
    localStorage.setItem(STORAGE_KEY, theme)
  } catch {
    return
  }
  notify()
}

function notify(): void {
  applyTheme()
  for (const listener of listeners) listener()
}

function applyTheme(): void {
  const theme = chosenTheme()
  const dark = theme === 'dark' || (theme === 'system' && darkDevice.matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
