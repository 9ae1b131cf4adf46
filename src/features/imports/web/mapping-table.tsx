import { IconCheck, IconMinus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useVocabulary } from '#features/contacts/web/contact-api.ts'
import { isSame } from '#kernel/diff.ts'
import { useText } from '#ui/texts.ts'
import type { ImportPreview } from '../import.ts'
import type { Mapping } from '../target.ts'
import { targetGroups, type TargetGroup } from './targets.ts'

/** Every column of the file and where it goes. Columns nobody filled are folded away. */
export function MappingTable({
  preview,
  onChange,
}: {
  preview: ImportPreview
  onChange: (mapping: Mapping) => void
}) {
  const t = useText()
  const { fields } = useVocabulary()
  const [all, setAll] = useState(false)
  const { columns, mapping, suggestedMapping } = preview
  const groups = useMemo(
    () => targetGroups(t, fields, [...Object.values(mapping), ...Object.values(suggestedMapping)]),
    [t, fields, mapping, suggestedMapping],
  )
  const filled = columns.filter(({ samples }) => samples.length > 0)
  const shown = all ? columns : filled
  const empty = columns.length - filled.length
  return (
    <section className="import-part" aria-label={t('imports.mapping')}>
      <h2>{t('imports.mapping')}</h2>
      <Remembered {...{ preview, onChange }} />
      <table className="plain-table mapping">
        <thead>
          <tr>
            <th scope="col">{t('imports.column')}</th>
            <th scope="col">{t('imports.samples')}</th>
            <th scope="col">{t('imports.target')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ index, heading, samples }) => {
            const target = mapping[index] ?? null
            const name = heading || t('imports.column_number', { number: index + 1 })
            return (
              <tr key={index} className={target === null ? 'unmapped' : ''}>
                <th scope="row">{name}</th>
                <td className="mapping-samples" title={samples.join('\n')}>
                  {samples.slice(0, 3).join(' · ')}
                </td>
                <td>
                  <span className="mapping-target">
                    {target === null ? (
                      <IconMinus size={14} stroke={1.75} aria-hidden="true" />
                    ) : (
                      <IconCheck size={14} stroke={1.75} aria-hidden="true" />
                    )}
                    <TargetSelect
                      label={t('imports.target_of', { name })}
                      {...{ groups, target }}
                      onChange={(next) => onChange({ ...mapping, [index]: next })}
                    />
                  </span>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {empty > 0 && (
        <button type="button" className="button ghost small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('imports.hide_empty') : t('imports.show_empty', { count: empty })}
        </button>
      )}
    </section>
  )
}

/** Says that the mapping is that of last time, with the way to the suggestion and back. */
function Remembered({ preview, onChange }: Parameters<typeof MappingTable>[0]) {
  const t = useText()
  const { mapping, suggestedMapping, rememberedMapping, rememberedFrom } = preview
  if (!rememberedMapping || !rememberedFrom || isSame(rememberedMapping, suggestedMapping)) return null
  const asLastTime = isSame(mapping, rememberedMapping)
  return (
    <p className="mapping-remembered muted">
      {asLastTime && t(`imports.remembered.${rememberedFrom}`)}
      <button
        type="button"
        className="button ghost small"
        onClick={() => onChange(asLastTime ? suggestedMapping : rememberedMapping)}
      >
        {t(asLastTime ? 'imports.remembered.off' : 'imports.remembered.on')}
      </button>
    </p>
  )
}

function TargetSelect(props: {
  label: string
  groups: TargetGroup[]
  target: string | null
  onChange: (target: string | null) => void
}) {
  const t = useText()
  return (
    <select
      className="field"
      aria-label={props.label}
      value={props.target ?? ''}
      onChange={(event) => props.onChange(event.target.value || null)}
    >
      <option value="">{t('imports.leave_out')}</option>
      {props.groups.map((group) => (
        <optgroup key={group.id} label={group.name}>
          {group.choices.map(({ target, name }) => (
            <option key={target} value={target}>
              {name}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}
