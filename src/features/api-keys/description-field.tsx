import { ValidationRules } from '@scaleway/sdk-iam/v1alpha1'
import type { UseFormRegisterReturn } from 'react-hook-form'

import { TextField } from '../../ui/text-field.tsx'

const { maxLength } = ValidationRules.CreateAPIKeyRequest.description

/** What a key's description must satisfy, for `register`. */
export const descriptionRules = {
  maxLength: { value: maxLength, message: `Use at most ${maxLength} characters.` },
}

/** The description of a key: what it is used for, in the person's own words. */
export function DescriptionField(props: {
  field: UseFormRegisterReturn
  error: string | undefined
}) {
  return <TextField label="Description" optional {...props.field} error={props.error} />
}
