import { useUser } from '#ui/api/session.ts'
import { useText } from '#ui/texts.ts'
import type { Account } from '../../account.ts'
import { useSignIn } from '../connect/use-sign-in.ts'
import { faultWords } from '../fault-words.ts'

/** What is wrong with an account, in plain words, and the way out where its user has to do something. */
export function FaultNotice({ account, onEdit }: { account: Account; onEdit: () => void }) {
  const t = useText()
  const { id: me } = useUser()
  const { busy, signIn } = useSignIn()
  const { fault, detail, kind, state, access, ownerId } = account
  if (!fault) return null
  const isUsers = state === 'consent'
  return (
    <div className="notice account-fault" role="alert">
      <p>
        {t(faultWords(fault))}
        {detail && <small>{detail}</small>}
      </p>
      {isUsers && kind === 'graph' && access === 'user' && ownerId === me && (
        <button type="button" className="button" disabled={busy} onClick={() => void signIn()}>
          {t('groupware.sign_in_again')}
        </button>
      )}
      {isUsers && kind === 'open' && (
        <button type="button" className="button" onClick={onEdit}>
          {t('groupware.edit')}
        </button>
      )}
    </div>
  )
}
