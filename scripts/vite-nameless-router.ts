import type { Plugin } from 'vite'

const router = /[\\/]react-router[\\/]dist[\\/].*\.js$/

/**
 * Takes the names for developer tools from React Router's components and contexts: to a bundler, giving
 * one is a use, so that forms, scrolling and kinds of links that nothing imports would stay.
 */
export function namelessRouter(): Plugin {
  return {
    name: 'iam-console:nameless-router',
    apply: 'build',
    transform: { filter: { id: router }, handler: (code) => withoutNames(code) },
  }
}

/** Removes what keeps unused components of React in a module. */
export function withoutNames(code: string): string {
  return code
    .replaceAll(/^\w+\.displayName = "\w+(\.\w+)?";$/gm, '')
    .replaceAll(/^(const \w+ = )(?=[\w$]+\.(?:forwardRef|createContext)\()/gm, '$1/* @__PURE__ */ ')
}
