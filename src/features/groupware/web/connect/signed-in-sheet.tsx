import { TextInput } from '@mantine/core'
import { useForm } from '#features/settings/web/use-form.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import type { Account } from '../../account.ts'
import { useAccountActs } from '../groupware-api.ts'
import { Way } from './sign-in-ways.tsx'
import { useOffer, useSignIn } from './use-sign-in.ts'

/** The access of an account that its user has signed in to: what it is called, and signing in anew. */
export function SignedInSheet({ account, onClose }: { account: Account; onClose: () => void }) {
  const t = useText()
  const acts = useAccountActs()
  const { busy, signIn } = useSignIn()
  const offer = useOffer(account.signIn ?? 'other')
  const form = useForm(
    { name: account.name },
    async ({ name }) => {
      const saved = await acts.change(account, { name })
      say(t('groupware.connected', { name: saved.name }))
    },
    onClose,
  )
  const where =
    account.signIn === 'google' ? t('groupware.kind.google') : offer?.name || t('groupware.way.firm_name')
  return (
    <FormSheet
      {...form.sheet}
      title={t('groupware.edit')}
      action={t('groupware.save_change')}
      onClose={onClose}
    >
      <TextInput label={t('groupware.account_name')} data-autofocus {...form.typed('name')} />
      <Way
        title={t('groupware.way.signed_in', { name: where })}
        text={t('groupware.way.signed_in_text', { address: account.address })}
      >
        <button
          type="button"
          className="button"
          disabled={busy}
          onClick={() => void signIn({ accountId: account.id })}
        >
          {t('groupware.sign_in_again')}
        </button>
      </Way>
    </FormSheet>
  )
}
