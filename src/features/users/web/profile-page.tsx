import { ChoiceLine } from '#features/settings/web/choice-line.tsx'
import { Part, SettingsPage } from '#features/settings/web/settings-page.tsx'
import { useChooseLanguage, useUser } from '#ui/api/session.ts'
import { EditField } from '#ui/inputs/edit-field.tsx'
import { chooseScheme, useScheme } from '#ui/scheme.ts'
import { useLanguage, useText, type Language } from '#ui/texts.ts'
import { did } from '#ui/undo.ts'
import { useChangeOwn } from './users-api.ts'

const schemes = ['light', 'dark', 'auto'] as const

/** Name, language and look of the signed-in user. */
export function ProfilePage() {
  const t = useText()
  const user = useUser()
  const change = useChangeOwn()
  const rename = async (name: string) => {
    const before = user.name
    await change({ name })
    did({ label: t('users.renamed'), undo: () => change({ name: before }) })
  }
  return (
    <SettingsPage title={t('users.profile')} text={t('users.profile_text')}>
      <Part title={t('users.about_me')}>
        <EditField label={t('users.name')} value={user.name} onSave={rename} />
        <EditField label={t('users.email')} value={user.email} readOnly onSave={async () => undefined} />
        <EditField
          label={t('users.role')}
          value={t(`users.role.${user.role}`)}
          readOnly
          onSave={async () => undefined}
        />
      </Part>
      <Part title={t('users.look')}>
        <LanguageLine />
        <SchemeLine />
      </Part>
    </SettingsPage>
  )
}

function LanguageLine() {
  const t = useText()
  const language = useLanguage()
  const choose = useChooseLanguage()
  return (
    <ChoiceLine
      label={t('user.language')}
      value={language}
      options={[
        { value: 'de', label: 'Deutsch' },
        { value: 'en', label: 'English' },
      ]}
      onSave={(value) => choose.mutateAsync(value as Language)}
    />
  )
}

function SchemeLine() {
  const t = useText()
  const chosen = useScheme()
  return (
    <ChoiceLine
      label={t('scheme')}
      hint={t('users.scheme_hint')}
      value={chosen}
      options={schemes.map((value) => ({ value, label: t(`scheme.${value}`) }))}
      onSave={async (value) => chooseScheme(value as (typeof schemes)[number])}
    />
  )
}
