import { useState } from 'react'
import { apiRoot } from '#ui/api/request.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { useTakeFormer } from './use-picture.ts'
import './former-picture.css'

interface FormerPictureProps {
  contactId: string
  hash: string
  /** What it is, for who does not see it. */
  alt: string
  onGone?: () => void
}

/** A picture by its hash, whether the contact has it now or not; nothing where it is kept no more. */
export function FormerPicture({ contactId, hash, alt, onGone }: FormerPictureProps) {
  const [isGone, setGone] = useState(false)
  if (isGone) return null
  const src = `${apiRoot}/contacts/${contactId}/photo?former=${hash}`
  const leave = () => {
    setGone(true)
    onGone?.()
  }
  return <img className="former-picture" src={src} alt={alt} loading="lazy" onError={leave} />
}

/** One that did not come to hold, with the way to take it after all. */
export function OverruledPicture({ contactId, hash }: Pick<FormerPictureProps, 'contactId' | 'hash'>) {
  const t = useText()
  const takeFormer = useTakeFormer(contactId)
  const [busy, setBusy] = useState(false)
  const [isGone, setGone] = useState(false)
  const take = async () => {
    setBusy(true)
    await takeFormer(hash).catch(complain)
    setBusy(false)
  }
  if (isGone) return null
  return (
    <div className="overruled-picture">
      <FormerPicture
        contactId={contactId}
        hash={hash}
        alt={t('page.picture.overruled')}
        onGone={() => setGone(true)}
      />
      <button type="button" className="button small" disabled={busy} onClick={() => void take()}>
        {t('page.picture.take_overruled')}
      </button>
    </div>
  )
}
