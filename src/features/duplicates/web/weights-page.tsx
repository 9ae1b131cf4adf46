import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { SettingsPage } from '#features/settings/web/settings-page.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { ask } from '#ui/api/request.ts'
import { formatNumber } from '#ui/format.ts'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import type { Weight, WeightPage } from '../weight.ts'

const weightsQuery = queryOptions({
  queryKey: ['duplicate', 'weights'],
  queryFn: ({ signal }) => ask<WeightPage>('GET', '/duplicates/weights', { signal }),
})

type Row = Weight & { id: string }

/** What each evidence counts, how far decisions have moved it, and the way back. */
export function WeightsPage() {
  const t = useText()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const { data, error, refetch } = useQuery(weightsQuery)
  const rows = data?.items.map((item) => ({ ...item, id: item.evidence }))
  const reset = async () => {
    await ask<void>('DELETE', '/duplicates/weights')
    await client.invalidateQueries({ queryKey: ['duplicate'] })
  }
  return (
    <SettingsPage
      title={t('weights.title')}
      text={t('weights.text', { count: data?.decisions ?? 0 })}
      actions={
        Boolean(data?.decisions) && (
          <button type="button" className="button" onClick={() => setAsking(true)}>
            {t('weights.reset')}
          </button>
        )
      }
    >
      <Table
        rows={rows}
        error={error}
        again={() => void refetch()}
        label={t('weights.title')}
        columns={columns(t)}
        empty={{ title: t('weights.title') }}
      />
      {asking && (
        <ConfirmSheet
          title={t('weights.reset')}
          text={t('weights.reset_text')}
          action={t('weights.reset')}
          onConfirm={reset}
          onClose={() => setAsking(false)}
        />
      )}
    </SettingsPage>
  )
}

function columns(t: Translate): TableColumn<Row>[] {
  return [
    {
      id: 'evidence',
      title: 'weights.evidence',
      wraps: true,
      draw: ({ evidence }) => t(`weights.of.${evidence}`),
    },
    {
      id: 'shipped',
      title: 'weights.shipped',
      draw: ({ shipped }) => <span className="num">{bits(shipped)}</span>,
    },
    {
      id: 'now',
      title: 'weights.now',
      draw: ({ shipped, now }) =>
        now === shipped ? <span className="num muted">{bits(now)}</span> : <b className="num">{bits(now)}</b>,
    },
    {
      id: 'decisions',
      title: 'weights.decisions',
      draw: ({ decisions }) => <span className="num">{formatNumber(decisions)}</span>,
    },
  ]
}

function bits(value: number): string {
  return formatNumber(value, { signDisplay: 'exceptZero', maximumFractionDigits: 1 })
}
