import { Shuffle } from 'lucide-react'
import { Controller, useForm } from 'react-hook-form'
import { useNavigate } from 'react-router'

import { applyFieldErrors, toApiError } from '../../api/errors.ts'
import { useCan } from '../../api/session.ts'
import { DeniedState } from '../../parts/denied-state.tsx'
import {
  DESCRIPTION_MAX_LENGTH,
  NAME_MAX_LENGTH,
  descriptionProblem,
  nameProblem,
} from '../../parts/name-rules.ts'
import { suggestName } from '../../parts/suggest-name.ts'
import { TAGS_MAX, TAG_MAX_LENGTH, tagsProblem } from '../../parts/tag-rules.ts'
import { paths } from '../../paths.ts'
import { Alert } from '../../ui/alert.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { TagInput } from '../../ui/tag-input.tsx'
import { TextAreaField, TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { type NewApplication, useCreateApplication } from './application-writes.ts'

const MISSING = [{ action: 'write', resource: 'application' }]

/** The page that creates an application: a name is suggested, the rest may stay empty. */
export function CreateApplicationPage() {
  const mayWrite = useCan()('write', 'application')
  return (
    <div className="flex flex-col gap-8">
      <PageHeader
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
  const navigate = useNavigate()
  const creation = useCreateApplication()
  const { control, register, handleSubmit, setError, setValue, formState } =
    useForm<NewApplication>({
      defaultValues: { name: suggestName('app'), description: '', tags: [] },
    })
  const { errors, isSubmitting } = formState

  const submit = handleSubmit(async (values) => {
    try {
      const { id, name } = await creation.mutateAsync(values)
      // Newest first, so that the new row is on the page that opens.
      await navigate(`${paths.applications()}?sort=created_at_desc`, { state: { highlight: id } })
      toast({ sentiment: 'success', text: `Application ${name} created` })
    } catch (error) {
      const shown = applyFieldErrors(error, setError, {
        name: 'name',
        description: 'description',
        tags: 'tags',
      })
      if (!shown) setError('root', { message: toApiError(error).message })
    }
  })

  return (
    <form
      noValidate
      onSubmit={(event) => void submit(event)}
      className="flex max-w-154 flex-col gap-6"
    >
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 grow basis-60">
          <TextField
            label="Name"
            required
            maxLength={NAME_MAX_LENGTH}
            hint="A suggestion; keep it or write your own."
            error={errors.name?.message}
            {...register('name', { validate: (name) => nameProblem(name) ?? true })}
          />
        </div>
        <Button
          variant="outlined"
          sentiment="neutral"
          icon={<Shuffle size={16} aria-hidden />}
          className="xsmall:mt-6"
          onClick={() => setValue('name', suggestName('app'), { shouldValidate: true })}
        >
          Suggest another
        </Button>
      </div>
      <TextAreaField
        label="Description"
        optional
        maxLength={DESCRIPTION_MAX_LENGTH}
        error={errors.description?.message}
        {...register('description', { validate: (text) => descriptionProblem(text) ?? true })}
      />
      <Controller
        control={control}
        name="tags"
        rules={{ validate: (tags) => tagsProblem(tags) ?? true }}
        render={({ field }) => (
          <TagInput
            label="Tags"
            optional
            value={field.value}
            onChange={field.onChange}
            max={TAGS_MAX}
            maxLength={TAG_MAX_LENGTH}
            hint={`Up to ${TAGS_MAX}, such as env=production. Press Enter after each.`}
            error={errors.tags?.message}
          />
        )}
      />
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
