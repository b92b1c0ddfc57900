import { federationPattern, paths } from '../../paths.ts'

/** The dialogs about SAML and SCIM, by their names in the address. */
export const federationDialogs = {
  setUpSaml: 'set-up-saml',
  editSaml: 'edit-saml',
  deleteSaml: 'delete-saml',
  addCertificate: 'add-certificate',
  deleteCertificate: 'delete-certificate',
  generateToken: 'generate-token',
  deleteToken: 'delete-token',
  disableScim: 'disable-scim',
} as const

export type FederationDialogName = (typeof federationDialogs)[keyof typeof federationDialogs]

/**
 * Address of one of them.
 *
 * @param id of the certificate or token that it is about
 */
export function federationPath(dialog: keyof typeof federationDialogs, id?: string): string {
  const relative = federationPattern
    .replace(':dialog', federationDialogs[dialog])
    .replace('/:id?', id === undefined ? '' : `/${encodeURIComponent(id)}`)
  return `${paths.securitySettings()}/${relative}`
}
