import { useEffect, useState } from 'react'
import { IconAlertTriangle, IconCloudUp, IconRefresh } from '@tabler/icons-react'
import { useUser } from '#ui/api/session.ts'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { whenLeaving } from '#ui/offline/leaving.ts'
import { useText } from '#ui/texts.ts'
import './outbox.css'
import { OutboxSheet } from './outbox-sheet.tsx'
import { useCarrying } from './use-carrying.ts'
import { useOutbox } from './use-outbox.ts'
import { useUpdate } from './use-update.ts'

/** Keeps this device ready for the road, and shows what waits, what clashes, and that a new version is there. */
export function RoadLayer() {
  const t = useText()
  const user = useUser()
  const outbox = useOutbox(user.id)
  const update = useUpdate()
  const [open, setOpen] = useState(false)
  useCarrying(user.id)
  const stuck = outbox.filter(({ state }) => state !== 'waiting').length
  return (
    <>
      <div className="road-marks">
        {update && (
          <div className="road-mark" role="status">
            <IconRefresh size={16} stroke={1.75} aria-hidden="true" />
            {t('update.ready')}
            <button type="button" className="button small" onClick={update}>
              {t('update.load')}
            </button>
          </div>
        )}
        {outbox.length > 0 && (
          <button
            type="button"
            className={stuck > 0 ? 'road-mark stuck' : 'road-mark'}
            onClick={() => setOpen(true)}
          >
            {stuck > 0 ? (
              <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
            ) : (
              <IconCloudUp size={16} stroke={1.75} aria-hidden="true" />
            )}
            {stuck > 0
              ? t('outbox.clashes', { count: stuck })
              : t('outbox.waiting', { count: outbox.length })}
          </button>
        )}
      </div>
      {open && <OutboxSheet commands={outbox} onClose={() => setOpen(false)} />}
      <Leaving />
    </>
  )
}

/** Signing out takes everything off this device: whoever has unsent work is asked first. */
function Leaving() {
  const t = useText()
  const [asked, setAsked] = useState<{ count: number; answer: (may: boolean) => void }>()
  useEffect(() => whenLeaving((count) => new Promise((answer) => setAsked({ count, answer }))), [])
  if (!asked) return null
  const { count, answer } = asked
  return (
    <ConfirmSheet
      danger
      title={t('outbox.leave.title')}
      text={t('outbox.leave.text', { count })}
      action={t('outbox.leave')}
      onConfirm={async () => answer(true)}
      onClose={() => {
        answer(false)
        setAsked(undefined)
      }}
    />
  )
}
