import { useState } from 'react'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Imported, ImportRow } from '../import.ts'
import { useImports } from './imports-api.ts'

/** The cells of a row that are wrong, each in a field; the others can be had too. Checked when one leaves a field. */
export function FixCells({ one, row }: { one: Imported; row: ImportRow }) {
  const t = useText()
  const imports = useImports()
  const [all, setAll] = useState(false)
  const [cells, setCells] = useState(row.cells)
  const blamed = new Set(row.errors.flatMap(({ columns = [] }) => columns))
  // A field stays where it is once it was wrong.
  const [wrong, setWrong] = useState(blamed)
  if ([...blamed].some((index) => !wrong.has(index))) setWrong(new Set([...wrong, ...blamed]))
  const mapped = one.columns.filter(({ index }) => one.mapping[index])
  const shown = mapped.filter(({ index }) => all || wrong.size === 0 || wrong.has(index))
  const check = () => {
    if (cells.join('\0') !== row.cells.join('\0')) void imports.correct(one.id, row, cells).catch(complain)
  }
  const set = (index: number, text: string) =>
    setCells(one.columns.map((column) => (column.index === index ? text : (cells[column.index] ?? ''))))
  const isCard = one.format === 'vcard'
  return (
    <form
      className="fix"
      onSubmit={(event) => {
        event.preventDefault()
        check()
      }}
    >
      {shown.map(({ index, heading }) => {
        const name = heading || t('imports.column_number', { number: index + 1 })
        const field = {
          className: 'field',
          'aria-label': t('imports.fix', { name, number: row.number }),
          'aria-invalid': blamed.has(index),
          value: cells[index] ?? '',
          onChange: (event: { target: { value: string } }) => set(index, event.target.value),
          onBlur: check,
        }
        return (
          <label key={index} className={isCard ? 'fix-card' : 'fix-cell'}>
            <span className="cut">{name}</span>
            {isCard ? (
              <textarea rows={Math.min(12, field.value.split('\n').length)} {...field} />
            ) : (
              <input {...field} />
            )}
          </label>
        )
      })}
      {!isCard && wrong.size > 0 && mapped.length > shown.length && (
        <button type="button" className="button ghost small" onClick={() => setAll(true)}>
          {t('imports.fix.all_cells')}
        </button>
      )}
    </form>
  )
}
