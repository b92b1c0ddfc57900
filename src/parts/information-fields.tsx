import { Shuffle } from 'lucide-react'
import { Controller, useFormContext } from 'react-hook-form'

import { Button } from '../ui/button.tsx'
import { TagInput } from '../ui/tag-input.tsx'
import { TextAreaField, TextField } from '../ui/text-field.tsx'
import type { Information } from './information.ts'
import {
  DESCRIPTION_MAX_LENGTH,
  NAME_MAX_LENGTH,
  descriptionProblem,
  nameProblem,
} from './name-rules.ts'
import { suggestName } from './suggest-name.ts'
import { TAGS_MAX, TAG_MAX_LENGTH, tagsProblem } from './tag-rules.ts'

/**
 * Name, description and tags of something new, in a form within a `FormProvider`.
 *
 * @param prefix what suggested names begin with; without one there is no button for another suggestion
 * @param nameHint said under the name
 * @param tagExample a tag that such a thing might have
 */
export function InformationFields({
  prefix,
  nameHint,
  tagExample = 'team=platform',
}: {
  prefix?: Parameters<typeof suggestName>[0] | undefined
  nameHint?: string | undefined
  tagExample?: string | undefined
}) {
  const { control, register, setValue, formState } = useFormContext<Information>()
  const { errors } = formState
  const name = (
    <TextField
      label="Name"
      required
      maxLength={NAME_MAX_LENGTH}
      hint={nameHint}
      error={errors.name?.message}
      {...register('name', { validate: (text) => nameProblem(text) ?? true })}
    />
  )
  return (
    <>
      {prefix === undefined ? (
        name
      ) : (
        <div className="flex flex-wrap items-start gap-3">
          <div className="min-w-0 grow basis-60">{name}</div>
          <Button
            variant="outlined"
            sentiment="neutral"
            icon={<Shuffle size={16} aria-hidden />}
            className="xsmall:mt-6"
            onClick={() => setValue('name', suggestName(prefix), { shouldValidate: true })}
          >
            Suggest another
          </Button>
        </div>
      )}
      <TextAreaField
        label="Description"
        optional
        rows={2}
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
            hint={`Up to ${TAGS_MAX}, such as ${tagExample}. Press Enter after each.`}
            error={errors.tags?.message}
          />
        )}
      />
    </>
  )
}
