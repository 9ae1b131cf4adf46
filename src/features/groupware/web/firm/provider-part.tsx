import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import { useSaveSettings, useSettings } from '#features/settings/web/settings-api.ts'
import { Part } from '#features/settings/web/settings-page.tsx'
import { EditField } from '#ui/inputs/edit-field.tsx'
import { useText } from '#ui/texts.ts'
import { offersQuery } from '../connect/use-sign-in.ts'

const FIELDS = {
  google: { google_client: 'googleClientId' },
  other: {
    provider_name: 'signInName',
    issuer: 'signInIssuer',
    provider_client: 'signInClientId',
    scopes: 'signInScopes',
  },
} as const

/** How the firm is known where its users sign in: at Google, or at a provider for servers of its own. */
export function ProviderPart({ provider }: { provider: 'google' | 'other' }) {
  const t = useText()
  const client = useQueryClient()
  const settings = useSettings()
  const save = useSaveSettings()
  const { data: offers } = useQuery(offersQuery)
  const known = offers?.items.find((one) => one.provider === provider)
  if (!settings) return null
  const again = () => client.invalidateQueries({ queryKey: offersQuery.queryKey })
  const saveSecret = async (secret: string) => {
    await call<void>('PUT', `/groupware/sign-in/${provider}`, { body: { secret } })
    await again()
  }
  return (
    <Part title={t(`groupware.firm.${provider}`)} text={t(`groupware.firm.${provider}_text`)}>
      <div className="settings-line">
        <code className="redirect">{offers?.redirect}</code>
      </div>
      {Object.entries(FIELDS[provider]).map(([which, field]) => {
        const label = t(`groupware.firm.${which as keyof (typeof FIELDS)['other'] | 'google_client'}`)
        return (
          <EditField
            key={which}
            label={label}
            type={which === 'issuer' ? 'url' : 'text'}
            value={settings.groupware[field as 'googleClientId'] ?? ''}
            onSave={async (typed) => {
              await save({ groupware: { [field]: typed.trim() } }, label)
              await again()
            }}
          />
        )
      })}
      <EditField
        label={t('groupware.firm.provider_secret')}
        value=""
        placeholder={t(
          known?.hasSecret ? 'groupware.firm.secret_kept' : 'groupware.firm.provider_secret_hint',
        )}
        onSave={(typed) => (typed === '' ? Promise.resolve() : saveSecret(typed))}
      />
    </Part>
  )
}
