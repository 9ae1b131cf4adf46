import type { Meeting } from '#features/appointments/meeting.ts'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import '../calendar-form.css'
import { GuestNames } from './guest-names.tsx'

interface TellSheetProps {
  verb: 'change' | 'delete'
  guests: Meeting['guests']
  onDone: (tells: boolean | undefined) => void
}

/** Asks each time whether the guests hear of it. Enter tells nobody. */
export function TellSheet({ verb, guests, onDone }: TellSheetProps) {
  const t = useText()
  return (
    <Sheet title={t('meeting.tell.title')} onClose={() => onDone(verb === 'delete' ? undefined : false)}>
      <div className="sheet-body">
        <p>{t(`meeting.tell.${verb}`)}</p>
        <GuestNames guests={guests} />
      </div>
      <footer className="sheet-foot">
        {verb === 'delete' && (
          <button type="button" className="button" onClick={() => onDone(undefined)}>
            {t('cancel')}
          </button>
        )}
        <button type="button" className="button" onClick={() => onDone(true)}>
          {t(`meeting.tell.${verb}.do`, { count: guests.length })}
        </button>
        <button
          type="button"
          className={verb === 'delete' ? 'button stop' : 'button primary'}
          data-autofocus
          onClick={() => onDone(false)}
        >
          {t(`meeting.tell.${verb}.not`)}
        </button>
      </footer>
    </Sheet>
  )
}
