import { useState } from 'react'
import { SCOPES } from '#features/appointments/appointment.ts'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { Scope } from './dialogs.ts'
import './calendar-form.css'

interface ScopeSheetProps {
  verb: 'move' | 'change' | 'delete'
  onDone: (scope: Scope | undefined) => void
}

/** Asks which appointments of a series are meant. */
export function ScopeSheet({ verb, onDone }: ScopeSheetProps) {
  const t = useText()
  const [scope, setScope] = useState<Scope>('this')
  return (
    <Sheet title={t(`calendar.scope.${verb}`)} onClose={() => onDone(undefined)}>
      <div className="sheet-body cal-scopes" role="radiogroup" aria-label={t('calendar.scope')}>
        {SCOPES.map((one) => (
          <label key={one} className="cal-scope">
            <input type="radio" name="scope" checked={scope === one} onChange={() => setScope(one)} />
            {t(`calendar.scope.${one}`)}
          </label>
        ))}
      </div>
      <footer className="sheet-foot">
        <button type="button" className="button" onClick={() => onDone(undefined)}>
          {t('cancel')}
        </button>
        <button
          type="button"
          className={verb === 'delete' ? 'button stop' : 'button primary'}
          onClick={() => onDone(scope)}
        >
          {t(`calendar.scope.${verb}.do`)}
        </button>
      </footer>
    </Sheet>
  )
}
