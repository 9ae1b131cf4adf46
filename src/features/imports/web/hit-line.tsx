import { IconUsers } from '@tabler/icons-react'
import { Link } from 'react-router'
import type { DuplicateHit } from '#features/duplicates/verdict.ts'
import { reasonWords } from '#features/duplicates/web/reason-words.ts'
import { useText } from '#ui/texts.ts'

/** A contact that a row is like, how surely, and why. */
export function HitLine({ hit, sameFile = false }: { hit: DuplicateHit; sameFile?: boolean }) {
  const t = useText()
  const { contactId, displayName, verdict, reasons } = hit
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
        {reasons.length > 0 && <span className="muted"> – {reasonWords(t, reasons)}</span>}
      </span>
    </p>
  )
}
