import { ValidationRules } from '@scaleway/sdk-iam/v1alpha1'
import { useQuery } from '@tanstack/react-query'
import { type Ref, useRef } from 'react'

import {
  holdsPrivateKey,
  readSshPublicKey,
  type SshPublicKey,
} from '../../../backend/formats/ssh-public-key.ts'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { TextAreaField } from '../../ui/text-field.tsx'
import { Fingerprint } from './fingerprint.tsx'
import { keyTypeName } from './key-type.ts'

const { maxLength } = ValidationRules.CreateSSHKeyRequest.publicKey

/** Why the API would refuse this public key, if it would. */
export function publicKeyProblem(text: string): string | undefined {
  if (text.trim().length > maxLength) {
    return `At most ${maxLength.toLocaleString('en')} characters.`
  }
  const reading = readSshPublicKey(text)
  return reading.ok ? undefined : reading.message
}

/**
 * The field for a public key. It says at once what kind of key it holds, and warns at once of a private
 * one, which it offers to clear.
 */
export function PublicKeyField({
  value,
  onChange,
  onBlur,
  error,
  name,
  ref,
}: {
  value: string
  onChange: (value: string) => void
  onBlur: () => void
  error: string | undefined
  name: string
  ref: Ref<HTMLTextAreaElement>
}) {
  const area = useRef<HTMLDivElement>(null)
  const reading = readSshPublicKey(value)
  const isPrivate = holdsPrivateKey(value)
  const clear = () => {
    onChange('')
    area.current?.querySelector('textarea')?.focus()
  }
  return (
    <div ref={area} className="flex flex-col gap-3">
      <TextAreaField
        label="Public key"
        required
        rows={5}
        hint="The one line of the .pub file, such as ~/.ssh/id_ed25519.pub. RSA, ED25519, ECDSA and DSA keys are accepted."
        error={isPrivate ? undefined : error}
        placeholder="ssh-ed25519 AAAA… name@machine"
        autoComplete="off"
        spellCheck={false}
        name={name}
        ref={ref}
        value={value}
        onBlur={onBlur}
        onChange={(event) => onChange(event.target.value)}
      />
      {isPrivate && (
        <Alert
          title="This is a private key"
          action={
            <Button size="small" variant="outlined" sentiment="danger" onClick={clear}>
              Clear the field
            </Button>
          }
        >
          It was not sent anywhere. Paste the public key instead: the file of the same name that
          ends in .pub.
        </Alert>
      )}
      {reading.ok && <Preview publicKey={reading.key} />}
    </div>
  )
}

/** What kind of key it is, and its fingerprint as it will be listed. */
function Preview({ publicKey }: { publicKey: SshPublicKey }) {
  const { data: fingerprint } = useQuery({
    queryKey: ['sshKeys', 'fingerprint', publicKey.text],
    // The hash is loaded when a key was pasted.
    queryFn: async () => {
      const { sshFingerprint } = await import('../../../backend/formats/ssh-fingerprint.ts')
      return sshFingerprint(publicKey)
    },
    staleTime: Infinity,
    gcTime: 0,
  })
  return (
    <dl
      aria-live="polite"
      className="surface-weak flex flex-col gap-2 rounded-default border border-neutral-border p-4"
    >
      <div>
        <dt className="type-caption text-neutral-text-weak">Type</dt>
        <dd className="type-body-small-strong">
          {keyTypeName(publicKey.algorithm, publicKey.bits)}
        </dd>
      </div>
      <div>
        <dt className="type-caption text-neutral-text-weak">Fingerprint</dt>
        <dd>
          {fingerprint ? (
            <Fingerprint text={fingerprint} />
          ) : (
            <Skeleton lines={1} label="Computing the fingerprint…" />
          )}
        </dd>
      </div>
    </dl>
  )
}
