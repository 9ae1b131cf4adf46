import { IconBell, IconCalendar, IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { usersQuery } from '#features/contacts/web/contact-api.ts'
import { useUser } from '#ui/api/session.ts'
import { formatMoment } from '#ui/format.ts'
import { Menu } from '#ui/menu.tsx'
import { Popover } from '#ui/popover.tsx'
import { useText } from '#ui/texts.ts'
import { useCategories } from './category-words.ts'

/** What kind of entry it is: the four everybody has at hand, the firm's own under "more". */
export function CategoryPicker({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const t = useText()
  const categories = useCategories()
  const own = categories.filter((category) => category.own)
  const chosenOwn = own.find((category) => category.id === value)
  return (
    <div className="kinds" role="group" aria-label={t('timeline.kind')}>
      {categories
        .filter((category) => !category.own)
        .map((category) => (
          <button
            key={category.id}
            type="button"
            className="kind"
            aria-pressed={category.id === value}
            aria-label={category.name}
            title={category.name}
            onClick={() => onChange(category.id)}
          >
            <category.icon size={16} stroke={1.75} />
            <span>{category.name}</span>
          </button>
        ))}
      {own.length > 0 && (
        <Menu
          label={t('timeline.kind')}
          items={own.map(({ id, name }) => ({
            id,
            label: name,
            checked: id === value,
            run: () => onChange(id),
          }))}
          renderOpener={(props) => (
            <button type="button" className="kind" aria-pressed={chosenOwn !== undefined} {...props}>
              <span>{chosenOwn?.name ?? t('timeline.kind.more')}</span>
              <IconChevronDown size={14} stroke={1.75} />
            </button>
          )}
        />
      )}
    </div>
  )
}

/** When it happened: now, unless said otherwise. */
export function MomentPicker({
  value,
  onChange,
}: {
  value: string | undefined
  onChange: (at: string | undefined) => void
}) {
  const t = useText()
  return (
    <Popover
      label={t('timeline.when')}
      className="padded"
      renderOpener={(props) => (
        <button
          type="button"
          className={value ? 'button ghost small' : 'icon-button'}
          aria-label={t('timeline.when')}
          title={t('timeline.when')}
          {...props}
        >
          <IconCalendar size={16} stroke={1.75} />
          {value && <span className="num">{formatMoment(value)}</span>}
        </button>
      )}
    >
      {(close) => (
        <form
          className="ticks"
          onSubmit={(event) => {
            event.preventDefault()
            close()
          }}
        >
          <label className="when">
            <span>{t('timeline.when')}</span>
            <input
              type="datetime-local"
              className="field"
              value={localMoment(value ? new Date(value) : new Date())}
              onChange={(event) => {
                const typed = new Date(event.target.value)
                if (!Number.isNaN(typed.getTime())) onChange(typed.toISOString())
              }}
            />
          </label>
          <div className="persons-bar">
            <button type="submit" className="button primary small">
              {t('timeline.when.take')}
            </button>
            <button
              type="button"
              className="button ghost small"
              onClick={() => {
                onChange(undefined)
                close()
              }}
            >
              {t('timeline.when.now')}
            </button>
          </div>
        </form>
      )}
    </Popover>
  )
}

/** Colleagues who are told of the entry. */
export function NotifyPicker({ value, onChange }: { value: string[]; onChange: (ids: string[]) => void }) {
  const t = useText()
  const me = useUser().id
  const { data: users = [] } = useQuery(usersQuery)
  const others = users.filter(({ id, active }) => active && id !== me)
  if (!others.length) return null
  const toggle = (id: string) =>
    onChange(value.includes(id) ? value.filter((other) => other !== id) : [...value, id])
  return (
    <Popover
      label={t('timeline.notify')}
      className="padded"
      renderOpener={(props) => (
        <button
          type="button"
          className={value.length ? 'button ghost small' : 'icon-button'}
          aria-label={t('timeline.notify')}
          title={t('timeline.notify')}
          {...props}
        >
          <IconBell size={16} stroke={1.75} />
          {value.length > 0 && <span className="num">{value.length}</span>}
        </button>
      )}
    >
      {() => (
        <fieldset className="ticks plain">
          <legend>{t('timeline.notify')}</legend>
          {others.map(({ id, name }) => (
            <label key={id} className="pick">
              <input
                type="checkbox"
                className="check"
                checked={value.includes(id)}
                onChange={() => toggle(id)}
              />
              {name}
            </label>
          ))}
        </fieldset>
      )}
    </Popover>
  )
}

/** The moment here, as the browser's field wants it: `2026-11-21T14:00`. */
function localMoment(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}
