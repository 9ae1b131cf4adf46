import { useVocabulary } from '#features/contacts/web/contact-api.ts'
import { useUser } from '#ui/api/session.ts'
import { TagInput } from '#ui/inputs/tag-input.tsx'
import { useText } from '#ui/texts.ts'
import type { ImportRun } from '../import.ts'

const duplicates = ['skip', 'update', 'create'] as const
const visibilities = ['managers', 'read', 'write'] as const

/** What happens to people who are there already, and what every new contact gets. */
export function OptionsPart({ run, onChange }: { run: ImportRun; onChange: (run: ImportRun) => void }) {
  const t = useText()
  const me = useUser().id
  const { tags, types, users } = useVocabulary()
  const { defaults } = run
  const set = (change: ImportRun['defaults']) => onChange({ ...run, defaults: { ...defaults, ...change } })
  const managers = defaults.managers ?? [me]
  return (
    <section className="import-part" aria-label={t('imports.options')}>
      <h2>{t('imports.options')}</h2>
      <div className="import-options">
        <fieldset className="option">
          <legend>{t('imports.duplicates')}</legend>
          {duplicates.map((one) => (
            <div key={one}>
              <label className="pick tall">
                <input
                  type="radio"
                  name="duplicates"
                  checked={run.duplicates === one}
                  onChange={() => onChange({ ...run, duplicates: one })}
                />
                <span>
                  {t(`imports.duplicates.${one}`)}
                  <span className="muted">{t(`imports.duplicates.${one}.hint`)}</span>
                </span>
              </label>
              {one === 'update' && run.duplicates === one && (
                <label className="pick option-more">
                  <input
                    type="checkbox"
                    className="check"
                    checked={run.onlyEmpty}
                    onChange={() => onChange({ ...run, onlyEmpty: !run.onlyEmpty })}
                  />
                  {t('imports.only_empty')}
                </label>
              )}
            </div>
          ))}
          {run.duplicates !== 'create' && (
            <label className="pick tall option-apart">
              <input
                type="checkbox"
                className="check"
                checked={run.possible === 'hold'}
                onChange={() => onChange({ ...run, possible: run.possible === 'hold' ? 'create' : 'hold' })}
              />
              <span>
                {t('imports.possible')}
                <span className="muted">{t('imports.possible.hint')}</span>
              </span>
            </label>
          )}
        </fieldset>
        <div className="option">
          <TagInput
            label={t('imports.tags')}
            value={defaults.tags ?? []}
            known={tags.filter(({ retired }) => !retired).map(({ name }) => name)}
            onChange={(names) => set({ tags: names })}
          />
          <label className="dialect-choice">
            <span>{t('contacts.type')}</span>
            <select
              className="field"
              value={defaults.typeId ?? ''}
              onChange={(event) => set({ typeId: event.target.value || null })}
            >
              <option value="">–</option>
              {types
                .filter(({ retired }) => !retired)
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </select>
          </label>
          <label className="dialect-choice">
            <span>{t('contacts.visibility')}</span>
            <select
              className="field"
              value={defaults.visibility ?? 'managers'}
              onChange={(event) => set({ visibility: event.target.value as (typeof visibilities)[number] })}
            >
              {visibilities.map((one) => (
                <option key={one} value={one}>
                  {t(`contacts.visibility.${one}`)}
                </option>
              ))}
            </select>
          </label>
        </div>
        <fieldset className="option">
          <legend>{t('contacts.managers')}</legend>
          <div className="option-scroll">
            {users
              .filter(({ active, id }) => active || managers.includes(id))
              .map(({ id, name }) => (
                <label key={id} className="pick">
                  <input
                    type="checkbox"
                    className="check"
                    checked={managers.includes(id)}
                    onChange={() =>
                      set({
                        managers: managers.includes(id)
                          ? managers.filter((other) => other !== id)
                          : [...managers, id],
                      })
                    }
                  />
                  {name}
                </label>
              ))}
          </div>
        </fieldset>
      </div>
    </section>
  )
}
