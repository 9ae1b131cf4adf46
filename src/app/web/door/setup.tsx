import { Checkbox, NativeSelect } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ask } from '#ui/api/request.ts'
import { sessionQuery } from '#ui/api/session.ts'
import { useLanguage, useText } from '#ui/texts.ts'
import { DoorField, DoorForm, DoorPassword } from './door-form.tsx'
import { countries, statesOf, type Country } from '#features/settings/states.ts'
import { onceToken } from './once-token.ts'
import { useDoorForm } from './use-door-form.ts'

const first = {
  token: '',
  firm: '',
  name: '',
  email: '',
  password: '',
  country: 'DE' as Country,
  // Not the first one: whose holidays are meant nobody but the firm knows, and what stands there is overlooked.
  state: '',
  sampleData: true,
}

/** The first visit: the firm, its administrator, where its holidays are, and whether to begin with examples. */
export function Setup() {
  const t = useText()
  const language = useLanguage()
  const go = useNavigate()
  const client = useQueryClient()
  const [given] = useState(onceToken)
  const form = useDoorForm({ ...first, token: given }, async (values) => {
    const { token, firm, name, email, password, country, state, sampleData } = values
    const admin = { name, email, password }
    const body = {
      token: token.trim(),
      language,
      firm: { name: firm },
      admin,
      holidays: { country, state },
      sampleData,
    }
    await ask<void>('POST', '/setup', { body })
    client.removeQueries({ queryKey: sessionQuery.queryKey })
    await go('/', { replace: true })
  })
  const { values } = form
  return (
    <DoorForm
      title={t('setup.title')}
      text={t('setup.text')}
      action={t('setup.action')}
      busy={form.busy}
      message={form.message}
      onSubmit={form.submit}
    >
      {!given && (
        <DoorField
          label={t('setup.token')}
          description={t('setup.token_hint')}
          required
          autoFocus
          autoComplete="off"
          {...form.field('token')}
        />
      )}
      <h2>{t('setup.firm')}</h2>
      <DoorField
        label={t('setup.firm_name')}
        autoComplete="organization"
        required
        {...form.field('firm', 'firm.name')}
      />
      <div className="door-pair">
        <NativeSelect
          label={t('setup.country')}
          data={countries.map((country) => ({ value: country, label: t(`setup.country.${country}`) }))}
          {...form.field('country', 'holidays.country')}
          onChange={(event) => {
            const country = event.currentTarget.value as Country
            form.set({ country, state: '' })
          }}
        />
        <NativeSelect
          label={t(values.country === 'CH' ? 'setup.canton' : 'setup.state')}
          data={[{ value: '', label: t('setup.choose'), disabled: true }, ...statesOf(values.country)]}
          required
          withAsterisk={false}
          {...form.field('state', 'holidays.state')}
        />
      </div>
      <h2>{t('setup.admin')}</h2>
      <DoorField label={t('door.name')} autoComplete="name" required {...form.field('name', 'admin.name')} />
      <DoorField
        label={t('door.email')}
        type="email"
        autoComplete="username"
        required
        {...form.field('email', 'admin.email')}
      />
      <DoorPassword isNew label={t('door.password')} required {...form.field('password', 'admin.password')} />
      <Checkbox
        mt={4}
        label={t('setup.sample')}
        description={t('setup.sample_hint')}
        checked={values.sampleData}
        onChange={(event) => form.set({ sampleData: event.currentTarget.checked })}
      />
    </DoorForm>
  )
}
