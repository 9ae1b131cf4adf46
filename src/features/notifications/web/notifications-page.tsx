import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#features/settings/web/call.ts'
import { ChoiceLine } from '#features/settings/web/choice-line.tsx'
import { useSettings } from '#features/settings/web/settings-api.ts'
import { Part, SettingsPage } from '#features/settings/web/settings-page.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { useChangeOwn } from '#features/users/web/users-api.ts'
import { zoneOfCountry } from '#kernel/time-zone.ts'
import { useUser } from '#ui/api/session.ts'
import { useText, type Translate } from '#ui/texts.ts'
import { complain, did } from '#ui/undo.ts'
import type { ChannelChoice, Channels } from '../channels.ts'
import { channelsQuery, type ChannelChoices } from './notifications-api.ts'
import { PushDevices } from './push-devices.tsx'
import { PushLine } from './push-line.tsx'
import './notifications.css'

/** By which ways the user hears of what. */
export function NotificationsPage() {
  const t = useText()
  const { data, error, refetch } = useQuery(channelsQuery)
  const change = useChangeChannels()
  const rows = data?.items.map((choice) => ({ ...choice, id: choice.kind }))
  return (
    <SettingsPage title={t('notify.title')} text={t('notify.text')}>
      <section className="settings-part ways">
        <Table
          rows={rows}
          error={error}
          again={() => void refetch()}
          label={t('notify.kinds')}
          columns={columns(t, change)}
          empty={{ title: t('notify.kinds') }}
        />
        {data && !data.mailReady && <p className="muted small-note">{t('notify.mail_missing')}</p>}
      </section>
      <Part title={t('notify.here')} text={t('notify.here_text')}>
        <PushLine />
      </Part>
      <PushDevices />
      <Part title={t('notify.clock')}>
        <ZoneLine />
      </Part>
    </SettingsPage>
  )
}

const WAYS = ['app', 'mail', 'push'] as const

type Change = (choice: ChannelChoice, way: keyof Channels, on: boolean) => Promise<void>

function columns(t: Translate, onChange: Change): TableColumn<ChannelChoice & { id: string }>[] {
  return [
    { id: 'kind', title: 'notify.kind', wraps: true, draw: ({ kind }) => t(`notify.kind.${kind}`) },
    ...WAYS.map((way): TableColumn<ChannelChoice & { id: string }> => ({
      id: way,
      title: `notify.${way}`,
      draw: (choice) => (
        <Tick
          label={`${t(`notify.kind.${choice.kind}`)}: ${t(`notify.${way}`)}`}
          value={choice[way]}
          fixed={way === 'app' && choice.fixed ? t('notify.fixed') : undefined}
          onSave={(on) => onChange(choice, way, on)}
        />
      ),
    })),
  ]
}

interface TickProps {
  label: string
  value: boolean
  /** Why it cannot be changed. */
  fixed: string | undefined
  onSave: (on: boolean) => Promise<void>
}

/** Shows what was chosen while it is still being saved. */
function Tick({ label, value, fixed, onSave }: TickProps) {
  const [chosen, setChosen] = useState<boolean>()
  return (
    <input
      type="checkbox"
      className="check"
      checked={chosen ?? value}
      disabled={fixed !== undefined}
      title={fixed}
      aria-label={label}
      onChange={(event) => {
        setChosen(event.target.checked)
        void onSave(event.target.checked).then(() => setChosen(undefined))
      }}
    />
  )
}

/** Changes one tick at once, and can take it back. */
function useChangeChannels(): Change {
  const t = useText()
  const client = useQueryClient()
  const write = async (kind: string, way: keyof Channels, on: boolean) => {
    const body = { [kind]: { [way]: on } }
    const after = await call<ChannelChoices>('PATCH', '/notification-channels', { body })
    // An answer that is still on its way would bring the old ticks back.
    await client.cancelQueries({ queryKey: channelsQuery.queryKey })
    client.setQueryData(channelsQuery.queryKey, after)
  }
  return ({ kind }, way, on) => {
    const undo = () => write(kind, way, !on)
    return write(kind, way, on).then(() => did({ label: t('notify.changed'), undo }), complain)
  }
}

function ZoneLine() {
  const t = useText()
  const { preferences } = useUser()
  const change = useChangeOwn()
  const settings = useSettings()
  const firm = zoneOfCountry(settings?.country ?? 'DE')
  const chosen = preferences?.['timeZone']
  return (
    <ChoiceLine
      label={t('notify.zone')}
      hint={t('notify.zone_hint')}
      value={typeof chosen === 'string' ? chosen : ''}
      options={[
        { value: '', label: t('notify.zone_firm', { zone: firm }) },
        ...Intl.supportedValuesOf('timeZone').map((zone) => ({
          value: zone,
          label: zone.replaceAll('_', ' '),
        })),
      ]}
      onSave={(zone) => change({ preferences: { timeZone: zone || null } })}
    />
  )
}
