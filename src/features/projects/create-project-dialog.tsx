import { useLocation } from 'react-router'

import { useSession } from '../../api/session.ts'
import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'
import { paths } from '../../paths.ts'
import { toast } from '../../ui/toast.tsx'
import { ProjectFormDialog } from './project-form-dialog.tsx'
import { useCreateProject } from './project-writes.ts'

/** Creates a Project, then shows it in the list. */
export function CreateProjectDialog() {
  const { organization } = useSession()
  const navigate = useNavigateFromHere()
  const { search } = useLocation()
  const create = useCreateProject()
  const close = (state: { highlight?: string } = {}) =>
    void navigate({ pathname: paths.projects(), search }, { replace: true, state })
  return (
    <ProjectFormDialog
      title="Create Project"
      submitLabel="Create Project"
      values={{ name: '', description: '' }}
      onSave={async (values) => {
        const project = await create.mutateAsync({ ...values, organizationId: organization.id })
        toast({ sentiment: 'success', text: `Project ${project.name} created` })
        close({ highlight: project.id })
      }}
      onClose={() => close()}
    />
  )
}
