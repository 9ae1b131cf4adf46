import { useText } from '#ui/texts.ts'
import { STEPS, type Takeover, type TakeoverArea } from '../../takeover.ts'
import { useTakeoverActs } from '../takeover-api.ts'
import { TakeoverWizard } from '../takeover-wizard.tsx'
import { faultWords } from '#features/groupware/web/fault-words.ts'
import { complain } from '#ui/undo.ts'

interface ListingStepProps {
  takeover: Takeover
  step: TakeoverArea
  go: (step: Takeover['step']) => void
}

/** The groupware is still being looked through; one may leave, the work goes on behind. */
export function ListingStep({ takeover, step, go }: ListingStepProps) {
  const t = useText()
  const acts = useTakeoverActs()
  const back = STEPS[STEPS.indexOf(step) - 1] ?? 'areas'
  return (
    <TakeoverWizard
      takeover={takeover}
      step={step}
      back={() => go(back)}
      next={{ disabled: true, run: () => undefined }}
    >
      {takeover.busy ? (
        <div className="takeover-wait" role="status">
          <p>{t('takeover.listing', { name: takeover.accountName })}</p>
          <p className="num">{t('takeover.listed', { count: takeover.listed })}</p>
          <p className="muted">{t('takeover.may_leave')}</p>
        </div>
      ) : (
        <div className="takeover-wait" role="alert">
          <p>{t('takeover.not_listed')}</p>
          {takeover.fault && <p>{t(faultWords(takeover.fault.replace(/^groupware\./, '')))}</p>}
          <button
            type="button"
            className="button"
            onClick={() => void acts.listAgain(takeover.id).catch(complain)}
          >
            {t('error.again')}
          </button>
        </div>
      )}
    </TakeoverWizard>
  )
}
