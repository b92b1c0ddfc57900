import type { DataRouter } from 'react-router'

/**
 * The router as pages see it. Nothing in the console shows that a navigation is on its way, and each
 * change of the router's state draws every page from the shell down: they hear of where they have
 * arrived, and not of the departure.
 */
export function settledRouter(router: DataRouter): DataRouter {
  const subscribe: DataRouter['subscribe'] = (listener) =>
    router.subscribe((state, change) => {
      if (state.navigation.state === 'idle') listener(state, change)
    })
  // Its properties are getters, so that a copy would stay as it was.
  return Object.assign(Object.create(router) as DataRouter, { subscribe })
}
