import { keyDialogs } from '../../paths.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useKeyList } from './use-key-list.ts'

/** What a reveal step's address shows once its secret is gone: after a reload, or from a link. */
export function SecretGone({ accessKey }: { accessKey: string }) {
  const list = useKeyList()
  return (
    <Dialog
      title="This secret key cannot be shown again"
      onClose={() => list.close({ highlight: accessKey })}
    >
      <div className="flex flex-col gap-6">
        <p className="type-body text-neutral-text">
          The secret key of <span className="type-code whitespace-nowrap">{accessKey}</span> was
          shown once, when the key was generated. If you saved it, nothing is left to do. If not,
          replace the key: a new one takes over its bearer, description and preferred Project.
        </p>
        <div className="flex justify-end">
          <ButtonLink to={list.href(keyDialogs(list.path).replace(accessKey))}>
            Replace key
          </ButtonLink>
        </div>
      </div>
    </Dialog>
  )
}
