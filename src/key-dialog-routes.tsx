import type { RouteObject } from 'react-router'

import { queryClient } from './api/query-client.ts'
import { dialogCrumb } from './app/route-handle.ts'
import { apiKeyQuery } from './features/api-keys/queries.ts'
import { projectsQuery } from './features/projects/queries.ts'
import { keyDialogPatterns } from './paths.ts'
import { accessKey, page, reads } from './route-loaders.ts'

/** The dialogs over each list of API keys; all of them have the same. */
export function keyDialogRoutes(): RouteObject[] {
  const readsKey = reads((params) => {
    void queryClient.prefetchQuery(apiKeyQuery(accessKey(params)))
  })
  return [
    {
      path: keyDialogPatterns.generate,
      handle: dialogCrumb('Generate an API key'),
      loader: reads(() => {
        void queryClient.prefetchQuery(projectsQuery())
      }),
      lazy: page('GenerateDialog', () => import('./features/api-keys/generate-dialog.tsx')),
    },
    {
      path: keyDialogPatterns.edit,
      handle: dialogCrumb('Edit API key'),
      loader: readsKey,
      lazy: page('EditDialog', () => import('./features/api-keys/edit-dialog.tsx')),
    },
    {
      path: keyDialogPatterns.delete,
      handle: dialogCrumb('Delete API key'),
      loader: readsKey,
      lazy: page('DeleteDialog', () => import('./features/api-keys/delete-dialog.tsx')),
    },
    {
      path: keyDialogPatterns.replace,
      handle: dialogCrumb('Replace API key'),
      loader: readsKey,
      lazy: page('ReplaceDialog', () => import('./features/api-keys/replace-dialog.tsx')),
    },
    {
      path: keyDialogPatterns.deleteSelected,
      handle: dialogCrumb('Delete API keys'),
      lazy: page(
        'DeleteSelectedDialog',
        () => import('./features/api-keys/delete-selected-dialog.tsx'),
      ),
    },
  ]
}
