import { useCan } from '../../api/session.ts'
import { DeniedState } from '../../parts/denied-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { AddUserForm } from './add-user-form.tsx'
import { MemberCreated } from './member-created.tsx'
import { useAddMember } from './use-add-member.ts'

const MISSING = [{ action: 'write', resource: 'user' }]

/** The page that adds a member: how they sign in, who they are, and at the end what has to be handed over. */
export function AddUserPage() {
  const mayWrite = useCan()('write', 'user')
  const adding = useAddMember()
  if (!mayWrite) {
    return (
      <div className="flex flex-col gap-8">
        <PageHeader large title="Add a user" />
        <DeniedState title="You are not allowed to add users" missing={MISSING} />
      </div>
    )
  }
  return adding.outcome ? (
    <MemberCreated adding={adding} outcome={adding.outcome} />
  ) : (
    <div className="flex flex-col gap-8">
      <PageHeader
        large
        title="Add a user"
        subtitle="A member has an account in this Organization alone, and can do nothing until a policy or a group allows it."
      />
      <AddUserForm add={adding.add} />
    </div>
  )
}
