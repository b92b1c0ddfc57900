import { ValidationRules } from '@scaleway/sdk-iam/v1alpha1'

const { name: rule } = ValidationRules.CreateSSHKeyRequest

/** Why a key cannot be called so, if it cannot. The API takes keys without a name; lists need one. */
export function keyNameProblem(name: string): string | undefined {
  if (name.trim() === '') return 'Enter a name.'
  return name.trim().length > rule.maxLength
    ? `At most ${rule.maxLength.toLocaleString('en')} characters.`
    : undefined
}
