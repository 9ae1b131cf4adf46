import { Select, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '#features/settings/web/call.ts'
import { KeptPage, type KeptSheetProps } from '#features/settings/web/kept-page.tsx'
import { useKept } from '#features/settings/web/kept.ts'
import { Part } from '#features/settings/web/settings-page.tsx'
import type { TableColumn } from '#features/settings/web/table.tsx'
import { useForm } from '#features/settings/web/use-form.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { RANGE_KINDS, type NumberRange, type numberGaps } from '../../number-range.ts'
import '../invoices.css'

/** Where the numbers of documents come from, and whether any are missing. */
export function RangesPage() {
  const t = useText()
  const kept = useKept<NumberRange>('/number-ranges', 'numberRange')
  const activate = (range: NumberRange) => ({
    id: 'active',
    label: t('ranges.activate'),
    run: () => void kept.save(range, { active: true }).catch(complain),
  })
  return (
    <KeptPage
      words="ranges"
      kept={kept}
      columns={columns(t)}
      acts={(range) => (range.active ? [] : [activate(range)])}
      mayRemove={({ used }) => !used}
      Sheet={RangeSheet}
    >
      <Gaps />
    </KeptPage>
  )
}

const columns = (t: Translate): TableColumn<NumberRange>[] => [
  {
    id: 'name',
    title: 'sales.name',
    wraps: true,
    draw: (range) => (
      <>
        <span>
          {range.name} {range.active && <span className="badge green">{t('ranges.active')}</span>}
        </span>
        <span className="second">{t(`ranges.kind.${range.kind}`)}</span>
      </>
    ),
  },
  {
    id: 'pattern',
    title: 'ranges.pattern',
    draw: (range) => (
      <>
        <span className="num">{range.pattern}</span>
        {range.yearly && <span className="second">{t('ranges.yearly')}</span>}
      </>
    ),
  },
  { id: 'next', title: 'ranges.next', draw: ({ next }) => <strong className="num">{next}</strong> },
]

function RangeSheet({ row, save, onClose }: KeptSheetProps<NumberRange>) {
  const t = useText()
  const first = {
    kind: row?.kind ?? 'invoice',
    name: row?.name ?? '',
    pattern: row?.pattern ?? 'RE-{YYYY}-{####}',
    yearly: row?.yearly ?? true,
  }
  const send = ({ kind, pattern, ...values }: typeof first) =>
    save({ ...values, ...(!row && { kind }), ...(!row?.used && { pattern }) })
  const [now] = useState(() => new Date())
  const { values, set, typed, ticked, sheet } = useForm(first, send, onClose)
  return (
    <FormSheet {...sheet} title={t(row ? 'ranges.edit' : 'ranges.new')} action={t('settings.save')}>
      <Select
        label={t('ranges.for')}
        allowDeselect={false}
        disabled={row !== undefined}
        data={RANGE_KINDS.map((value) => ({ value, label: t(`ranges.kind.${value}`) }))}
        value={values.kind}
        onChange={(kind) => kind && set({ kind })}
      />
      <TextInput label={t('sales.name')} required data-autofocus maxLength={100} {...typed('name')} />
      <TextInput
        label={t('ranges.pattern')}
        required
        disabled={row?.used ?? false}
        description={t('ranges.pattern_hint')}
        {...typed('pattern')}
      />
      <p className="muted">
        {t('ranges.preview')} <strong className="num">{numberLike(values.pattern, now)}</strong>
      </p>
      <Switch label={t('ranges.yearly')} {...ticked('yearly')} />
    </FormSheet>
  )
}

/** What a number of this pattern looks like. */
function numberLike(pattern: string, now: Date): string {
  const year = String(now.getFullYear())
  return pattern
    .replaceAll('{YYYY}', year)
    .replaceAll('{YY}', year.slice(2))
    .replaceAll('{MM}', String(now.getMonth() + 1).padStart(2, '0'))
    .replace(/\{(#+)\}/, (_, signs: string) => '1'.padStart(signs.length, '0'))
}

/** Numbers that were given to nothing: none, if all is well. */
function Gaps() {
  const t = useText()
  const { data } = useQuery({
    queryKey: ['numberRange', 'gaps'],
    queryFn: ({ signal }) => call<z.infer<typeof numberGaps>>('GET', '/invoices/gaps', { signal }),
  })
  const gaps = data?.items.filter(({ missing }) => missing.length > 0) ?? []
  return (
    <Part title={t('ranges.gaps')} text={t('ranges.gaps_text')}>
      {gaps.length === 0 ? (
        <p>{t('ranges.no_gaps')}</p>
      ) : (
        <ul>
          {gaps.map(({ rangeId, period, name, missing }) => (
            <li key={`${rangeId} ${period}`}>
              {name} {period}: <span className="num">{missing.join(', ')}</span>
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}
