import { IconUsers } from '@tabler/icons-react'
import { Link } from 'react-router'
import type { DuplicateHit } from '#features/duplicates/verdict.ts'
import { formatWords } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'

/** A contact that a row is like, how surely, and why. */
export function HitLine({ hit, sameFile = false }: { hit: DuplicateHit; sameFile?: boolean }) {
  const t = useText()
  const { contactId, displayName, verdict, reasons } = hit
  const why = reasons.map((reason) => t(`imports.reason.${reason}`))
  return (
    <p className={`hit-line hit-${verdict}`}>
      <IconUsers size={14} stroke={1.75} aria-hidden="true" />
      <span>
        {t(`imports.hit.${verdict}`)}:{' '}
        {contactId && displayName ? (
          <Link to={`/contacts/${contactId}`}>{displayName}</Link>
        ) : (
          t(sameFile ? 'imports.hit.same_file' : 'imports.hit.hidden')
        )}
        {why.length > 0 && <span className="muted"> – {formatWords(why)}</span>}
      </span>
    </p>
  )
}
