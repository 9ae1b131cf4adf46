import { IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { formatDay, formatExact } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
import { complain, say } from '#ui/undo.ts'
import { deviceName } from '../device-name.ts'
import type { PushSubscription } from '../push.ts'
import { devicesQuery } from './notifications-api.ts'

/** The browsers that tell the user; nothing while there is none. */
export function PushDevices() {
  const t = useText()
  const client = useQueryClient()
  const { data: rows = [], error, refetch } = useQuery(devicesQuery)
  if (rows.length === 0) return null
  const remove = async (device: PushSubscription, name: string) => {
    await call<void>('DELETE', `/push-subscriptions/${device.id}`)
    await client.invalidateQueries({ queryKey: devicesQuery.queryKey })
    say(t('notify.device_removed', { name }))
  }
  return (
    <section className="settings-part">
      <header>
        <h2>{t('notify.devices')}</h2>
      </header>
      <Table
        rows={rows}
        error={error}
        again={() => void refetch()}
        label={t('notify.devices')}
        columns={columns(t, (device, name) => void remove(device, name).catch(complain))}
        empty={{ title: t('notify.devices') }}
      />
    </section>
  )
}

function columns(
  t: Translate,
  onRemove: (device: PushSubscription, name: string) => void,
): TableColumn<PushSubscription>[] {
  const nameOf = ({ agent }: PushSubscription) => deviceName(agent) ?? t('notify.device_unknown')
  return [
    { id: 'device', title: 'notify.device', wraps: true, draw: nameOf },
    {
      id: 'since',
      title: 'notify.device_since',
      draw: ({ createdAt }) => <span title={formatExact(createdAt)}>{formatDay(createdAt)}</span>,
    },
    {
      id: 'remove',
      draw: (device) => (
        <button
          type="button"
          className="icon-button"
          aria-label={t('notify.device_remove', { name: nameOf(device) })}
          onClick={() => onRemove(device, nameOf(device))}
        >
          <IconTrash size={16} stroke={1.75} />
        </button>
      ),
    },
  ]
}
