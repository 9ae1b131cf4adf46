import { useText } from '#ui/texts.ts'
import type { Account } from '../../account.ts'
import { useSignIn } from '../connect/use-sign-in.ts'
import { faultWords } from '../fault-words.ts'

/** What is wrong with an account, in plain words, and the way out where its user has to do something. */
export function FaultNotice({ account, onEdit }: { account: Account; onEdit: () => void }) {
  const t = useText()
  const { busy, signIn } = useSignIn()
  const { id: accountId, fault, detail, kind, state, access, signIn: where } = account
  if (!fault) return null
  const isUsers = state === 'consent'
  const isSignedIn = where !== null || (kind === 'graph' && access === 'user')
  // Of a password that is wrong there is none; what is refused is Kontor itself.
  const isClient = fault === 'refused' && (isSignedIn || kind === 'graph')
  return (
    <div className="notice account-fault" role="alert">
      <p>
        {t(isClient ? 'groupware.reason.not-registered' : faultWords(fault))}
        {detail && <small>{detail}</small>}
      </p>
      {isUsers && isSignedIn && (
        <button type="button" className="button" disabled={busy} onClick={() => void signIn({ accountId })}>
          {t('groupware.sign_in_again')}
        </button>
      )}
      {isUsers && kind === 'open' && !isSignedIn && (
        <button type="button" className="button" onClick={onEdit}>
          {t('groupware.edit')}
        </button>
      )}
    </div>
  )
}
