import { IconBrandWindows } from '@tabler/icons-react'
import { useSettings } from '#features/settings/web/settings-api.ts'
import { useText } from '#ui/texts.ts'
import { useSignIn } from './use-sign-in.ts'

/** Signing in at Microsoft, where the firm has registered Kontor there. */
export function MicrosoftWay() {
  const t = useText()
  const { busy, signIn } = useSignIn()
  const settings = useSettings()
  const isReady = Boolean(settings?.groupware.graphClientId)
  return (
    <div className="microsoft-way">
      <div className="grow">
        <strong>{t('groupware.kind.graph')}</strong>
        <small>{t(isReady ? 'groupware.step.kind_text.graph' : 'groupware.step.graph_missing')}</small>
      </div>
      <button type="button" className="button" disabled={!isReady || busy} onClick={() => void signIn()}>
        <IconBrandWindows size={16} stroke={1.75} />
        {t('groupware.sign_in')}
      </button>
    </div>
  )
}
