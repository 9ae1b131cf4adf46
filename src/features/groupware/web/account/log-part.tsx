import { Part } from '#features/settings/web/settings-page.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { usePages } from '#features/settings/web/use-pages.ts'
import { formatExact, formatRelative } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { z } from 'zod'
import type { Account } from '../../account.ts'
import type { logLine } from '../../collection.ts'
import { faultWords } from '../fault-words.ts'

type LogLine = z.infer<typeof logLine>
const ACTIONS = ['connected', 'paused', 'resumed', 'run', 'failed', 'collectionLost', 'massRemoval'] as const

/** What the account did, newest first. */
export function LogPart({ account }: { account: Account }) {
  const t = useText()
  const asked = usePages<LogLine>('groupware', `/groupware/accounts/${account.id}/log`, { limit: '20' })
  return (
    <Part title={t('groupware.log')}>
      <Table
        {...asked}
        label={t('groupware.log')}
        columns={columns(t)}
        empty={{ title: t('groupware.log_empty') }}
      />
    </Part>
  )
}

function columns(t: ReturnType<typeof useText>): TableColumn<LogLine>[] {
  return [
    {
      id: 'at',
      title: 'groupware.log_when',
      draw: ({ at }) => <span title={formatExact(at)}>{formatRelative(at)}</span>,
    },
    { id: 'what', title: 'groupware.log_what', wraps: true, draw: (line) => what(line, t) },
  ]
}

function what({ area, action, fault, counts }: LogLine, t: ReturnType<typeof useText>): string {
  const known = ACTIONS.find((one) => one === action)
  const numbers = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return [
    area && t(`groupware.area.${area}`),
    known ? t(`groupware.log.${known}`) : action,
    numbers > 0 && `(${numbers})`,
    fault && `– ${t(faultWords(fault))}`,
  ]
    .filter(Boolean)
    .join(' ')
}
