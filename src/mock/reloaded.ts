/** Where a tab remembers that the page's own script has loaded it again, because it had stayed blank. */
export const RELOADED = 'iam-console.mock-reloaded'
