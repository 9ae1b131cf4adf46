import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { disablePush, enablePush, readPushState } from './enable-push.ts'
import { devicesQuery } from './notifications-api.ts'

const stateKey = ['push', 'here']

/** Whether this browser tells its user, and the switch for it. */
export function PushLine() {
  const t = useText()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const { data: state } = useQuery({ queryKey: stateKey, queryFn: readPushState })
  const turn = async () => {
    setBusy(true)
    try {
      client.setQueryData(stateKey, await (state === 'on' ? disablePush() : enablePush()))
      await client.invalidateQueries({ queryKey: devicesQuery.queryKey })
    } catch (error) {
      complain(error)
    }
    setBusy(false)
  }
  return (
    <div className="settings-line">
      <span className="settings-label">{t('notify.state')}</span>
      <span className="with-act">
        <span role="status">{state && t(`notify.${state}`)}</span>
        {(state === 'on' || state === 'off') && (
          <button type="button" className="button" disabled={busy} onClick={() => void turn()}>
            {t(state === 'on' ? 'notify.disable' : 'notify.enable')}
          </button>
        )}
      </span>
    </div>
  )
}
