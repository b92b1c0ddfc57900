import { paths } from '../paths.ts'
import { ButtonLink } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageHeader } from '../ui/page-header.tsx'

/** For addresses that the console does not have. */
export function NotFoundPage() {
  return (
    <>
      <PageHeader title="Page not found" />
      <EmptyState
        illustration="search"
        title="There is nothing at this address"
        description="The link may be mistyped, or what it led to has been deleted."
        action={<ButtonLink to={paths.organization()}>Go to the Organization Dashboard</ButtonLink>}
      />
    </>
  )
}
