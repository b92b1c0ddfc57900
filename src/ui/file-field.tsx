import { Field, type FieldProps } from './field.tsx'

/**
 * A file to choose; what is chosen is handed over at once. The same file may be chosen again, such as
 * after it was mended.
 *
 * @param accept as of the native input, such as ".xml"
 */
export function FileField({
  accept,
  onChoose,
  ...field
}: Omit<FieldProps, 'children' | 'id'> & {
  accept?: string | undefined
  onChoose: (file: File) => void
}) {
  return (
    <Field {...field}>
      {(ids) => (
        <input
          type="file"
          accept={accept}
          {...ids}
          {...(field.error ? { 'data-invalid': '' } : {})}
          onClick={(event) => {
            event.currentTarget.value = ''
          }}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? []
            if (file) onChoose(file)
          }}
          className="control type-body-small w-full file cursor-pointer p-2"
        />
      )}
    </Field>
  )
}
