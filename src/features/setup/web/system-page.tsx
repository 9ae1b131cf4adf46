import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { call } from '#features/settings/web/call.ts'
import { useSettings } from '#features/settings/web/settings-api.ts'
import { Part, SettingsPage } from '#features/settings/web/settings-page.tsx'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'

interface Health {
  status: string
  version: string
  database: string
}

const healthQuery = {
  queryKey: ['health'],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Health> =>
    (await fetch('/api/health', { signal })).json() as Promise<Health>,
  staleTime: 0,
}

/** The version, the state of the database, and the sample firm while it is there. */
export function SystemPage() {
  const t = useText()
  const { data: health } = useQuery(healthQuery)
  const sample = useSettings()?.sampleData
  return (
    <SettingsPage title={t('system')} text={t('system.text')}>
      <Part title="Kontor">
        <Line label={t('system.version')}>{health?.version ?? '…'}</Line>
        <Line label={t('system.state')}>{health && <State ok={health.status === 'ok'} />}</Line>
        <Line label={t('system.database')}>{health && <State ok={health.database === 'ok'} />}</Line>
        <Line label={t('system.api')}>
          <a href="/api/openapi.json" target="_blank" rel="noreferrer">
            openapi.json
          </a>
        </Line>
        <Line label={t('system.data')}>{t('system.data_credit')}</Line>
      </Part>
      {sample && <SampleData />}
    </SettingsPage>
  )
}

function SampleData() {
  const t = useText()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const remove = async () => {
    await call<void>('DELETE', '/setup/sample-data')
    void client.invalidateQueries()
    say(t('system.sample_removed'))
  }
  return (
    <Part title={t('system.sample')} text={t('system.sample_text')}>
      <Line label={t('system.sample_there')}>
        <button type="button" className="button" onClick={() => setAsking(true)}>
          {t('system.sample_remove')}
        </button>
      </Line>
      {asking && (
        <ConfirmSheet
          title={t('system.sample_title')}
          text={t('system.sample_kept')}
          action={t('system.sample_remove')}
          onConfirm={remove}
          onClose={() => setAsking(false)}
        />
      )}
    </Part>
  )
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="settings-line">
      <span className="settings-label">{label}</span>
      <span>{children}</span>
    </div>
  )
}

function State({ ok }: { ok: boolean }) {
  const t = useText()
  return <span className={ok ? 'badge green' : 'badge red'}>{t(ok ? 'system.ok' : 'system.failing')}</span>
}
