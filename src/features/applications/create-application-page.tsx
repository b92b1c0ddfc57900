import { FormProvider, useForm } from 'react-hook-form'

import { applyFieldErrors, toApiError } from '../../api/errors.ts'
import { useCan } from '../../api/session.ts'
import { DeniedState } from '../../parts/denied-state.tsx'
import { InformationFields } from '../../parts/information-fields.tsx'
import { INFORMATION_ARGUMENTS, type Information } from '../../parts/information.ts'
import { suggestName } from '../../parts/suggest-name.ts'
import { useNavigateFromHere } from '../../parts/use-navigate-from-here.ts'
import { paths } from '../../paths.ts'
import { Alert } from '../../ui/alert.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { toast } from '../../ui/toast.tsx'
import { useCreateApplication } from './application-writes.ts'

const PREFIX = 'app'
const MISSING = [{ action: 'write', resource: 'application' }]

/** The page that creates an application: a name is suggested, the rest may stay empty. */
export function CreateApplicationPage() {
  const mayWrite = useCan()('write', 'application')
  return (
    <div className="flex flex-col gap-8">
      <PageHeader
        large
        title="Create an application"
        subtitle="An identity for a program, such as a deployment pipeline, with API keys of its own."
      />
      {mayWrite ? (
        <CreateApplicationForm />
      ) : (
        <DeniedState title="You are not allowed to create applications" missing={MISSING} />
      )}
    </div>
  )
}

function CreateApplicationForm() {
  const navigate = useNavigateFromHere()
  const creation = useCreateApplication()
  const form = useForm<Information>({
    defaultValues: { name: suggestName(PREFIX), description: '', tags: [] },
  })
  const { handleSubmit, setError, formState } = form
  const { errors, isSubmitting } = formState

  const submit = handleSubmit(async (values) => {
    try {
      const { id, name } = await creation.mutateAsync(values)
      // Newest first, so that the new row is on the page that opens.
      await navigate(`${paths.applications()}?sort=created_at_desc`, { state: { highlight: id } })
      toast({ sentiment: 'success', text: `Application ${name} created` })
    } catch (error) {
      const shown = applyFieldErrors(error, setError, INFORMATION_ARGUMENTS)
      if (!shown) setError('root', { message: toApiError(error).message })
    }
  })

  return (
    <form
      noValidate
      onSubmit={(event) => void submit(event)}
      className="flex max-w-154 flex-col gap-6"
    >
      <FormProvider {...form}>
        <InformationFields
          prefix={PREFIX}
          nameHint="A suggestion; keep it or write your own."
          tagExample="env=production"
        />
      </FormProvider>
      <Notice>
        A new application can do nothing: it gets permissions from a policy attached to it, or from
        a group it is in.
      </Notice>
      {errors.root?.message && <Alert sentiment="danger">{errors.root.message}</Alert>}
      <div className="flex flex-wrap justify-end gap-4">
        <ButtonLink variant="ghost" sentiment="neutral" to={paths.applications()}>
          Cancel
        </ButtonLink>
        <Button type="submit" loading={isSubmitting}>
          Create application
        </Button>
      </div>
    </form>
  )
}
