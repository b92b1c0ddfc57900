import { Fragment } from 'react'

/** Everything up to the colon behind a pair of digits, or the rest. */
const PIECES = /.*?[\da-f]{2}:(?=[\da-f]{2}\b)|.+$/g

/** A fingerprint as the API writes it; where it does not fit, it breaks between two pairs of digits. */
export function Fingerprint({ text }: { text: string }) {
  return (
    <span className="type-code-small min-w-0 select-all wrap-anywhere">
      {[...text.matchAll(PIECES)].map(({ 0: piece, index }) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {index === 0 ? <span className="inline-block">{piece}</span> : piece}
        </Fragment>
      ))}
    </span>
  )
}
