import { Select, Switch, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '#features/settings/web/call.ts'
import { LineMenu } from '#features/settings/web/line-menu.tsx'
import { Part, SettingsPage } from '#features/settings/web/settings-page.tsx'
import { Table } from '#features/settings/web/table.tsx'
import { useForm } from '#features/settings/web/use-form.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { RANGE_KINDS, type NumberRange, type RangeKind, type numberGaps } from '../../number-range.ts'
import '../invoices.css'
import { useKept } from './use-kept.ts'

/** Where the numbers of documents come from, and whether any are missing. */
export function RangesPage() {
  const t = useText()
  const { save, remove, ...kept } = useKept<NumberRange>('/number-ranges', 'numberRange')
  const [open, setOpen] = useState<'new' | NumberRange>()
  const add = (
    <button type="button" className="button primary" onClick={() => setOpen('new')}>
      <IconPlus size={16} stroke={2} />
      {t('ranges.new')}
    </button>
  )
  return (
    <SettingsPage wide title={t('ranges.title')} text={t('ranges.text')} actions={add}>
      <Table
        {...kept}
        label={t('ranges.title')}
        empty={{ title: t('ranges.none') }}
        columns={[
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
          {
            id: 'menu',
            draw: (range) => (
              <LineMenu
                name={range.name}
                items={[
                  { id: 'edit', label: t('settings.edit'), run: () => setOpen(range) },
                  ...(range.active
                    ? []
                    : [
                        {
                          id: 'active',
                          label: t('ranges.activate'),
                          run: () => void save(range.id, { active: true }),
                        },
                      ]),
                  ...(range.used
                    ? []
                    : [
                        {
                          id: 'delete',
                          label: t('settings.delete'),
                          danger: true,
                          run: () => void remove(range.id),
                        },
                      ]),
                ]}
              />
            ),
          },
        ]}
      />
      <Gaps />
      {open && (
        <RangeSheet {...(open !== 'new' && { range: open })} save={save} onClose={() => setOpen(undefined)} />
      )}
    </SettingsPage>
  )
}

interface RangeSheetProps {
  range?: NumberRange
  save: (id: string | undefined, body: object) => Promise<void>
  onClose: () => void
}

function RangeSheet({ range, save, onClose }: RangeSheetProps) {
  const t = useText()
  const first = {
    kind: range?.kind ?? ('invoice'),
    name: range?.name ?? '',
    pattern: range?.pattern ?? 'RE-{YYYY}-{####}',
    yearly: range?.yearly ?? true,
  }
  const send = ({ kind, pattern, ...values }: typeof first) =>
    save(range?.id, { ...values, ...(!range && { kind }), ...(!range?.used && { pattern }) })
  const { values, fields, set, ...form } = useForm(first, send, onClose)
  return (
    <FormSheet
      title={t(range ? 'ranges.edit' : 'ranges.new')}
      dirty={form.dirty}
      busy={form.busy}
      problem={form.problem}
      action={t('settings.save')}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <Select
        label={t('ranges.for')}
        allowDeselect={false}
        disabled={range !== undefined}
        data={RANGE_KINDS.map((value) => ({ value, label: t(`ranges.kind.${value}`) }))}
        value={values.kind}
        onChange={(kind) => set({ kind: kind as RangeKind })}
      />
      <TextInput
        label={t('sales.name')}
        required
        error={fields['name']}
        value={values.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('ranges.pattern')}
        required
        disabled={range?.used ?? false}
        description={t('ranges.pattern_hint')}
        error={fields['pattern']}
        value={values.pattern}
        onChange={(event) => set({ pattern: event.currentTarget.value })}
      />
      <p className="muted">
        {t('ranges.preview')} <strong className="num">{numberLike(values.pattern, new Date())}</strong>
      </p>
      <Switch
        label={t('ranges.yearly')}
        checked={values.yearly}
        onChange={(event) => set({ yearly: event.currentTarget.checked })}
      />
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
