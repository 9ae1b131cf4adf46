import { IconAddressBook, IconCalendarEvent, IconClock, IconPlus, IconX } from '@tabler/icons-react'
import { formatDay } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import { openTaskForm } from '../dialogs.ts'
import type { QuickAddState } from './use-quick-add.ts'
import '../form/form.css'

interface QuickLineProps {
  quick: QuickAddState
  /** Told when a task was made. */
  onSaved?: () => void
  autoFocus?: boolean
}

/** One line for a task, and as chips what is understood of it before Enter makes it. */
export function QuickLine({ quick, onSaved, autoFocus = false }: QuickLineProps) {
  const t = useText()
  const save = () => void quick.save().then((saved) => saved && onSaved?.())
  return (
    <form
      className="quick-line"
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        save()
      }}
    >
      <span className="quick-field">
        <IconPlus size={16} stroke={1.75} />
        <input
          aria-label={t('tasks.quick.label')}
          placeholder={t('tasks.quick.placeholder')}
          maxLength={255}
          value={quick.line}
          {...(autoFocus && { 'data-autofocus': true })}
          onChange={(event) => quick.setLine(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || quick.line === '') return
            event.preventDefault()
            event.stopPropagation()
            quick.setLine('')
          }}
        />
      </span>
      {quick.line.trim() !== '' && <Understood quick={quick} onMore={onSaved} />}
    </form>
  )
}

function Understood({ quick, onMore }: { quick: QuickAddState; onMore: (() => void) | undefined }) {
  const t = useText()
  const { preset, contact, offered } = quick
  const more = () => {
    onMore?.()
    void openTaskForm({ preset, ...(contact && { contact }) }).then((saved) => saved && quick.setLine(''))
  }
  return (
    <span className="quick-chips">
      <span className="sr-only" role="status">
        {[preset.title, formatDay(preset.dueDate), preset.dueTime, contact?.displayName]
          .filter(Boolean)
          .join(', ')}
      </span>
      <span className="badge blue">
        <IconCalendarEvent size={13} stroke={1.75} />
        {formatDay(preset.dueDate)}
      </span>
      {preset.dueTime && (
        <span className="badge blue">
          <IconClock size={13} stroke={1.75} />
          {preset.dueTime}
        </span>
      )}
      {contact && (
        <button
          type="button"
          className="badge green quick-chip"
          title={t('tasks.quick.without', { name: contact.displayName })}
          aria-label={t('tasks.quick.without', { name: contact.displayName })}
          onClick={() => quick.choose(null)}
        >
          <IconAddressBook size={13} stroke={1.75} />
          {contact.displayName}
          <IconX size={12} stroke={2} />
        </button>
      )}
      {!contact &&
        offered.map((one) => (
          <button
            key={one.id}
            type="button"
            className="badge quick-chip offered"
            title={t('tasks.quick.with', { name: one.displayName })}
            aria-label={t('tasks.quick.with', { name: one.displayName })}
            onClick={() => quick.choose(one)}
          >
            <IconPlus size={12} stroke={2} />
            {one.displayName}
          </button>
        ))}
      <span className="grow" />
      <button type="button" className="button ghost small" onClick={more}>
        {t('tasks.quick.more')}
      </button>
      <button type="submit" className="button primary small" disabled={quick.busy || !preset.title}>
        {t('tasks.form.create')}
      </button>
    </span>
  )
}
