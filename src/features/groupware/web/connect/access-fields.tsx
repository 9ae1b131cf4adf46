import { NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import type { useForm } from '#features/settings/web/use-form.ts'
import { groupsQuery, useRows } from '#features/users/web/users-api.ts'
import { useUser } from '#ui/api/session.ts'
import { useText } from '#ui/texts.ts'
import type { AccessForm } from './access-form.ts'

/** Hints stand below, so that inputs beside each other stand in one line. */
const BELOW: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

interface AccessFieldsProps {
  form: ReturnType<typeof useForm<AccessForm>>
  /** Of an account that is there already. */
  isKnown: boolean
}

/** Who it is: address, password, user name, how the account is called and whose it becomes. */
export function AccessFields({ form, isKnown }: AccessFieldsProps) {
  const t = useText()
  const { id: me } = useUser()
  const { rows: allGroups = [] } = useRows(groupsQuery)
  const groups = allGroups.filter(({ members }) => members.includes(me))
  return (
    <div className="access-fields">
      <TextInput
        label={t('groupware.address')}
        type="email"
        autoComplete="email"
        data-autofocus
        {...form.typed('address')}
      />
      <PasswordInput
        label={t('groupware.password')}
        description={t(isKnown ? 'groupware.password_kept' : 'groupware.password_hint')}
        autoComplete="off"
        inputWrapperOrder={BELOW}
        visibilityToggleButtonProps={{
          'aria-label': t('door.show_password'),
          tabIndex: 0,
          'aria-hidden': false,
        }}
        {...form.typed('password')}
      />
      <TextInput
        label={t('groupware.user_name')}
        description={t('groupware.user_name_hint')}
        autoComplete="off"
        inputWrapperOrder={BELOW}
        {...form.typed('userName')}
      />
      <TextInput
        label={t('groupware.account_name')}
        placeholder={form.values.address}
        {...form.typed('name')}
      />
      {!isKnown && groups.length > 0 && (
        <NativeSelect
          label={t('groupware.owner')}
          data={[
            { value: '', label: t('groupware.owner.me') },
            ...groups.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={form.values.ownerId}
          error={form.fields['ownerId']}
          onChange={(event) => form.set({ ownerId: event.currentTarget.value })}
        />
      )}
    </div>
  )
}
