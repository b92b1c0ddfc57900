import type { ComponentType } from 'react'
import { Navigate, useParams } from 'react-router'

import { paths } from '../../paths.ts'
import { AddCertificateDialog } from './add-certificate-dialog.tsx'
import { DeleteCertificateDialog, DeleteSamlDialog } from './delete-saml-dialogs.tsx'
import { DeleteScimTokenDialog, DisableScimDialog } from './delete-scim-dialogs.tsx'
import type { FederationDialogName } from './federation-paths.ts'
import { EditSamlDialog, SetUpSamlDialog } from './saml-dialogs.tsx'
import { ScimTokenDialog } from './scim-token-dialog.tsx'

const dialogs: Readonly<Record<FederationDialogName, ComponentType>> = {
  'set-up-saml': SetUpSamlDialog,
  'edit-saml': EditSamlDialog,
  'delete-saml': DeleteSamlDialog,
  'add-certificate': AddCertificateDialog,
  'delete-certificate': DeleteCertificateDialog,
  'generate-token': ScimTokenDialog,
  'delete-token': DeleteScimTokenDialog,
  'disable-scim': DisableScimDialog,
}

/** The dialog about SAML or SCIM that the address names. */
export function FederationDialog() {
  const { dialog } = useParams()
  const Named = isName(dialog) ? dialogs[dialog] : undefined
  return Named ? <Named /> : <Navigate to={paths.securitySettings()} replace />
}

function isName(dialog: string | undefined): dialog is FederationDialogName {
  return dialog !== undefined && Object.hasOwn(dialogs, dialog)
}
