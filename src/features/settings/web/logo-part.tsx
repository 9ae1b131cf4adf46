import { useQueryClient } from '@tanstack/react-query'
import { apiRoot, ifMatch, request } from '#ui/api/request.ts'
import { DropArea } from '#ui/inputs/drop-area.tsx'
import { useText } from '#ui/texts.ts'
import { complain, did } from '#ui/undo.ts'
import { LOGO_LIMIT, LOGO_TYPES } from '../logo.ts'
import { call } from './call.ts'
import { settingsQuery, useSettings } from './settings-api.ts'
import { Part } from './settings-page.tsx'
import './firm.css'

/** The logo at the head of letters and invoices. */
export function LogoPart() {
  const t = useText()
  const settings = useSettings()
  const change = useLogo()
  const hash = settings?.firm.logoHash
  return (
    <Part title={t('settings.firm.logo')} text={t('settings.firm.logo_text')}>
      <div className="logo-part">
        {hash && (
          <div className="logo-shown">
            <img src={`${apiRoot}/settings/logo?v=${hash}`} alt={t('settings.firm.logo')} />
            <button type="button" className="button" onClick={() => void change(null).catch(complain)}>
              {t('settings.firm.logo_remove')}
            </button>
          </div>
        )}
        <DropArea
          label={t(hash ? 'settings.firm.logo_replace' : 'settings.firm.logo_drop')}
          accept={LOGO_TYPES.join(',')}
          most={LOGO_LIMIT}
          send={change}
        />
      </div>
    </Part>
  )
}

/** Gives the firm a logo or takes it away; the one before can be given back, because its bytes are kept a while. */
function useLogo(): (file: File | null) => Promise<void> {
  const t = useText()
  const client = useQueryClient()
  const again = () => client.invalidateQueries({ queryKey: settingsQuery.queryKey })
  const give = async (hash: string | null | undefined) => {
    if (hash) await call('PUT', '/settings/logo', { body: { hash } })
    else await call('DELETE', '/settings/logo')
    await again()
  }
  return async (file) => {
    const known = client.getQueryData(settingsQuery.queryKey)
    if (file) await send(file, known?.version)
    else await call('DELETE', '/settings/logo', known && { version: known.version })
    await again()
    const label = t('settings.changed', { what: t('settings.firm.logo') })
    did({ label, undo: () => give(known?.firm.logoHash) })
  }
}

async function send(file: File, version: number | undefined): Promise<void> {
  const headers = new Headers({ 'content-type': file.type })
  if (version !== undefined) headers.set('if-match', ifMatch(version))
  const url = new URL(`${apiRoot}/settings/logo`, location.origin)
  await request(new Request(url, { method: 'PUT', headers, body: file }))
}
