/**
 * The least that the console's own libraries can do for the same pages: one list each, fetched and
 * shown as a table. What the console costs is measured against this.
 */
import * as Dialog from '@radix-ui/react-dialog'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, Link, Outlet, RouterProvider } from 'react-router'

import { lists, type ListName } from './lists.ts'

const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 15_000 } },
})

function listQuery(name: ListName) {
  return {
    queryKey: [name],
    queryFn: async () => {
      const response = await fetch(lists[name].request)
      const answer: Record<string, Record<string, unknown>[]> = await response.json()
      return answer[name] ?? []
    },
  }
}

function List({ name }: { name: ListName }) {
  const { data } = useQuery(listQuery(name))
  if (data === undefined) return <p>Loading…</p>
  const { columns, path } = lists[name]
  return (
    <table>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.map((row) => (
          <tr key={String(row.id)}>
            {columns.map((column, index) => (
              <td key={column}>
                {index === 0 ? (
                  <Link to={`${path}/${String(row.id)}`}>{String(row[column])}</Link>
                ) : (
                  String(row[column])
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Layout() {
  return (
    <>
      <nav>
        <Link to={lists.users.path}>Users</Link>{' '}
        <Link to={lists.applications.path}>Applications</Link>
      </nav>
      <Dialog.Root>
        <Dialog.Trigger>Create</Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Overlay />
          <Dialog.Content>
            <Dialog.Title>Create</Dialog.Title>
            <Dialog.Description>A dialog that is in the bundle.</Dialog.Description>
            <Dialog.Close>Close</Dialog.Close>
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
      <main>
        <Outlet />
      </main>
    </>
  )
}

function listRoute(name: ListName) {
  return {
    path: lists[name].path,
    loader: () => {
      void queryClient.prefetchQuery(listQuery(name))
      return null
    },
    element: <List name={name} />,
  }
}

const router = createBrowserRouter([
  { element: <Layout />, children: [listRoute('users'), listRoute('applications')] },
])

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no #root.')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
