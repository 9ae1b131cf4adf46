import { IconAddressBook, IconBrandWindows, IconFileTypeCsv, IconTable } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type ComponentType, type ReactNode } from 'react'
import { apiRoot, ask } from '#ui/api/request.ts'
import { formatNumber } from '#ui/format.ts'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { Items } from '../contact-api.ts'
import type { Contact } from '../../contact.ts'
import { exportedColumns } from '../list/exported-columns.ts'
import './contact-form.css'
import type { DialogInput } from './dialogs.ts'
import './export-sheet.css'

type Format = 'xlsx' | 'csv' | 'vcf' | 'outlook'

interface Choice {
  format: Format
  all: boolean
  version: '3' | '4'
  photo: boolean
  letters: 'windows' | 'utf8'
}

/** What was chosen last: who exports once a week wants the same again. */
let last: Choice = { format: 'xlsx', all: false, version: '3', photo: true, letters: 'windows' }

/** As what the contacts of a list leave the house. */
export function ExportSheet({
  params,
  columns,
  count,
  onDone,
}: DialogInput<'export'> & { onDone: () => void }) {
  const t = useText()
  const [choice, setChoice] = useState(last)
  const change = (part: Partial<Choice>) => {
    last = { ...choice, ...part }
    setChoice(last)
  }
  const { format, all, version, photo, letters } = choice
  const found = useCount(params, count)
  return (
    <Sheet title={found === undefined ? t('export.title') : t('export.title_of', found)} onClose={onDone}>
      <div className="sheet-body sheet-words">
        <fieldset className="visibility-choice">
          <legend className="sr-only">{t('export.format')}</legend>
          {FORMATS.map(([id, Icon]) => (
            <FormatLine key={id} checked={format === id} Icon={Icon} onChoose={() => change({ format: id })}>
              {t(`export.${id}`)}
              <small>{t(`export.${id}.hint`)}</small>
            </FormatLine>
          ))}
        </fieldset>
        {(format === 'xlsx' || format === 'csv') && columns && (
          <Options label={t('export.columns')}>
            <Option
              checked={!all}
              onChoose={() => change({ all: false })}
              label={t('export.columns.shown')}
            />
            <Option checked={all} onChoose={() => change({ all: true })} label={t('export.columns.all')} />
          </Options>
        )}
        {format === 'vcf' && (
          <>
            <Options label={t('export.version')}>
              <Option
                checked={version === '3'}
                onChoose={() => change({ version: '3' })}
                label={t('export.version.3')}
              />
              <Option
                checked={version === '4'}
                onChoose={() => change({ version: '4' })}
                label={t('export.version.4')}
              />
            </Options>
            <label className="export-option">
              <input
                type="checkbox"
                className="check"
                checked={photo}
                onChange={() => change({ photo: !photo })}
              />
              {t('export.photo')}
            </label>
          </>
        )}
        {format === 'outlook' && (
          <Options label={t('export.letters')}>
            {LETTERS.map((one) => (
              <Option
                key={one}
                checked={letters === one}
                onChoose={() => change({ letters: one })}
                label={t(`export.letters.${one}`)}
              />
            ))}
          </Options>
        )}
        <p className="muted">{t(format === 'vcf' ? 'export.note.vcf' : 'export.note')}</p>
      </div>
      <footer className="sheet-foot">
        <button type="button" className="button" onClick={onDone}>
          {t('cancel')}
        </button>
        <a
          className="button primary"
          href={fileOf(params, choice, columns)}
          download
          onClick={() => setTimeout(onDone)}
        >
          {t('export.action')}
        </a>
      </footer>
    </Sheet>
  )
}

const LETTERS = ['windows', 'utf8'] as const

const FORMATS = [
  ['xlsx', IconTable],
  ['csv', IconFileTypeCsv],
  ['vcf', IconAddressBook],
  ['outlook', IconBrandWindows],
] as const

interface FormatLineProps {
  checked: boolean
  Icon: ComponentType<{ size?: number; stroke?: number }>
  onChoose: () => void
  children: ReactNode
}

function FormatLine({ checked, Icon, onChoose, children }: FormatLineProps) {
  return (
    <label>
      <input
        type="radio"
        name="format"
        checked={checked}
        onChange={onChoose}
        {...(checked && { 'data-autofocus': true })}
      />
      <span className="grow">{children}</span>
      <Icon size={18} stroke={1.5} />
    </label>
  )
}

function Options({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className="export-options">
      <legend>{label}</legend>
      {children}
    </fieldset>
  )
}

function Option({ checked, onChoose, label }: { checked: boolean; onChoose: () => void; label: string }) {
  return (
    <label className="export-option">
      <input type="radio" checked={checked} onChange={onChoose} />
      {label}
    </label>
  )
}

/** How many there will be, for the title; of very many only that. */
function useCount(params: string, known: number | undefined) {
  const { data = known } = useQuery({
    queryKey: ['contact', 'export-count', params],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams(params)
      const except = query.get('except')?.split(',').length ?? 0
      query.delete('except')
      query.set('limit', '1')
      query.set('count', 'capped')
      const { total = 0 } = await ask<Items<Contact>>('GET', `/contacts?${query}`, { signal })
      return total - except
    },
    enabled: known === undefined,
  })
  if (data === undefined) return undefined
  return { count: data, number: data > 10_000 ? `> ${formatNumber(10_000)}` : formatNumber(data) }
}

function fileOf(params: string, choice: Choice, columns: readonly string[] | undefined): string {
  const query = new URLSearchParams(params)
  if (choice.format === 'vcf') {
    query.set('version', choice.version)
    if (choice.photo) query.set('photo', 'true')
  } else if (choice.format === 'outlook') query.set('letters', choice.letters)
  else if (columns && !choice.all) query.set('columns', exportedColumns([...columns]))
  const ending = choice.format === 'outlook' ? 'outlook.csv' : choice.format
  return `${apiRoot}/exports/contacts.${ending}?${query}`
}
