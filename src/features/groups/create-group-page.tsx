import { useCan } from '../../api/session.ts'
import { DeniedState } from '../../parts/denied-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { CreateGroupForm } from './create-group-form.tsx'

const MISSING = [{ action: 'write', resource: 'group' }]

/** The page that creates a group, with its members and a policy at once if wished. */
export function CreateGroupPage() {
  const mayWrite = useCan()('write', 'group')
  return (
    <div className="flex flex-col gap-8">
      <PageHeader
        large
        title="Create a group"
        subtitle="Users and applications that get the same permissions: those of the policies attached to the group."
      />
      {mayWrite ? (
        <CreateGroupForm />
      ) : (
        <DeniedState title="You are not allowed to create groups" missing={MISSING} />
      )}
    </div>
  )
}
