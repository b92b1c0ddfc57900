import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder, and those above it that are missing. Node's own way of it (`recursive`) tries for
 * ever where the system says that there is no such place, as under /proc.
 *
 * @param mode permissions of the folders that are made
 * @throws Error of the file system when the path cannot be a folder
 */
export function makeFolder(path: string, mode = 0o777): void {
  const isThere = () => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
  if (isThere()) return
  makeFolder(dirname(path), mode)
  try {
    mkdirSync(path, { mode })
  } catch (error) {
    // Another process may have been quicker.
    if (!isThere()) throw error
  }
}
