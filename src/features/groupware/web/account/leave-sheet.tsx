import { useState } from 'react'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import type { Account } from '../../account.ts'
import { useAccountActs, type Leaving } from '../groupware-api.ts'

interface LeaveSheetProps {
  account: Account
  onLeft: () => void
  onClose: () => void
}

/** Asks before an account is disconnected, and what becomes of the items that Kontor made there, where there are any. */
export function LeaveSheet({ account, onLeft, onClose }: LeaveSheetProps) {
  const t = useText()
  const acts = useAccountActs()
  const [there, setThere] = useState<Leaving>('keep')
  const { name } = account
  const count = account.counts.made
  const leave = async () => {
    await acts.disconnect(account, there)
    say(t(there === 'keep' ? 'groupware.disconnected' : 'groupware.leaving', { name }))
    onLeft()
  }
  return (
    <ConfirmSheet
      danger
      title={t('groupware.disconnect_title', { name })}
      text={t('groupware.disconnect_text')}
      action={t('groupware.disconnect')}
      onConfirm={leave}
      onClose={onClose}
    >
      {count > 0 && (
        <fieldset className="leave-ways">
          <legend>{t('groupware.leave')}</legend>
          {(['keep', 'remove'] as const).map((one) => (
            <label key={one}>
              <input type="radio" name="there" checked={there === one} onChange={() => setThere(one)} />
              <span>
                {t(`groupware.leave.${one}`)}
                <small>{t(`groupware.leave.${one}_text`, { count })}</small>
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </ConfirmSheet>
  )
}
