import type { ParseSamlMetadataResponse } from '@scaleway/sdk-iam/v1alpha1'
import { useState } from 'react'

import { toApiError } from '../../api/errors.ts'
import { announce } from '../../ui/announcer.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { useParseMetadata } from './federation-writes.ts'

/** What the API takes; base64 makes a third more of it. */
const LARGEST_BYTES = 262_144

/** Takes the identity provider's metadata file, has the API read it, and says what came of it. */
export function MetadataField({
  onRead,
}: {
  onRead: (provider: ParseSamlMetadataResponse) => void
}) {
  const parse = useParseMetadata()
  const [problem, setProblem] = useState<string>()
  const [found, setFound] = useState<string>()

  const read = async (file: File) => {
    setProblem(undefined)
    setFound(undefined)
    if (file.size > LARGEST_BYTES) {
      setProblem('The file is larger than 256 KiB: choose the metadata of one identity provider.')
      return
    }
    try {
      const provider = await parse.mutateAsync(file)
      const text = whatWasFound(provider.signingCertificates.length)
      setFound(text)
      announce(text)
      onRead(provider)
    } catch (error) {
      setProblem(toApiError(error).message)
    }
  }

  return (
    <FileField
      label="Metadata file"
      optional
      accept=".xml,application/xml,text/xml,application/samlmetadata+xml"
      hint={
        parse.isPending
          ? 'Reading the file…'
          : (found ?? 'XML from your identity provider. It fills in the fields below.')
      }
      error={problem}
      onChoose={(file) => void read(file)}
    />
  )
}

function whatWasFound(certificates: number): string {
  const what =
    certificates === 0
      ? 'no signing certificate'
      : certificates === 1
        ? 'one signing certificate'
        : `${certificates} signing certificates`
  return `The fields below are filled in from the file, which has ${what}.`
}
