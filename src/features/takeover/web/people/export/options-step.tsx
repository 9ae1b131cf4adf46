import { IconAlertTriangle } from '@tabler/icons-react'
import type { Collection } from '#features/groupware/collection.ts'
import { formatWords } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { ExportCandidate } from '../../../people-export.ts'

/** How the export is done. */
export interface ExportOptions {
  write: 'changed' | 'all'
  pictures: boolean
  /** '' is the usual one. */
  bookId: string
  deselected: 'release' | 'remove'
}

interface OptionsStepProps {
  options: ExportOptions
  onChange: (change: Partial<ExportOptions>) => void
  books: readonly Collection[]
  deselected: readonly ExportCandidate[]
}

/** Says how it is done; what takes something away says so with its count. */
export function OptionsStep({ options, onChange, books, deselected }: OptionsStepProps) {
  const t = useText()
  return (
    <div className="export-how">
      <fieldset>
        <legend>{t('people.write')}</legend>
        {(['changed', 'all'] as const).map((write) => (
          <label key={write} className="export-choice">
            <input
              type="radio"
              name="write"
              checked={options.write === write}
              onChange={() => onChange({ write })}
            />
            <span>
              {t(`people.write.${write}`)}
              <small>{t(`people.write.${write}_text`)}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {deselected.length > 0 && <Deselected {...{ options, onChange, deselected }} />}
      <fieldset>
        <legend>{t('people.more_options')}</legend>
        <label className="export-choice">
          <input
            type="checkbox"
            checked={options.pictures}
            onChange={(event) => onChange({ pictures: event.target.checked })}
          />
          <span>
            {t('people.pictures')}
            <small>{t('people.pictures_text')}</small>
          </span>
        </label>
        {books.length > 1 && (
          <label className="export-book">
            <span>{t('people.book')}</span>
            <select
              className="field"
              value={options.bookId}
              onChange={(event) => onChange({ bookId: event.target.value })}
            >
              <option value="">
                {t('people.book_usual', { name: (books.find(({ main }) => main) ?? books[0])?.name ?? '' })}
              </option>
              {books.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
      </fieldset>
    </div>
  )
}

const NAMED = 5

/** What becomes of those who were exported before and are not wanted any more. */
function Deselected({ options, onChange, deselected }: Omit<OptionsStepProps, 'books'>) {
  const t = useText()
  const count = deselected.length
  const names = deselected.slice(0, NAMED).map(({ displayName }) => displayName)
  const said = count > NAMED ? [...names, t('people.others', { count: count - NAMED })] : names
  return (
    <fieldset>
      <legend>{t('people.deselected_count', { count })}</legend>
      <p className="export-names muted">{formatWords(said)}</p>
      {(['release', 'remove'] as const).map((deselected) => (
        <label key={deselected} className="export-choice">
          <input
            type="radio"
            name="deselected"
            checked={options.deselected === deselected}
            onChange={() => onChange({ deselected })}
          />
          <span>
            {t(`people.deselected.${deselected}`)}
            <small>{t(`people.deselected.${deselected}_text`)}</small>
          </span>
        </label>
      ))}
      {options.deselected === 'remove' && (
        <p className="notice export-warning" role="alert">
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
          {t('people.remove_warning', { count })}
        </p>
      )}
    </fieldset>
  )
}
