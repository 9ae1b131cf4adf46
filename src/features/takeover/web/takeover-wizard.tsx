import { IconX } from '@tabler/icons-react'
import { useState, type ComponentProps } from 'react'
import { useNavigate } from 'react-router'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import { Wizard } from '#ui/wizard/wizard.tsx'
import { STEPS, type Takeover } from '../takeover.ts'
import { isOpen, useTakeoverActs } from './takeover-api.ts'

type Shown = Omit<ComponentProps<typeof Wizard>, 'title' | 'steps' | 'step'>

/** The frame of all steps, with the way out of an open one. */
export function TakeoverWizard({
  takeover,
  step,
  ...shown
}: Shown & { takeover?: Takeover; step: Takeover['step'] }) {
  const t = useText()
  const go = useNavigate()
  const acts = useTakeoverActs()
  const [asking, setAsking] = useState(false)
  const leave = async () => {
    if (takeover) await acts.cancel(takeover.id)
    say(t('takeover.ended'))
    await go('/groupware/takeover')
  }
  return (
    <>
      <Wizard
        title={t('takeover.title')}
        steps={STEPS.map((id) => ({ id, name: t(`takeover.step.${id}`) }))}
        step={step}
        actions={
          takeover &&
          isOpen(takeover) && (
            <button type="button" className="button ghost" onClick={() => setAsking(true)}>
              <IconX size={16} stroke={1.75} />
              {t('takeover.end')}
            </button>
          )
        }
        {...shown}
      />
      {asking && (
        <ConfirmSheet
          danger
          title={t('takeover.end_title')}
          text={t('takeover.end_text')}
          action={t('takeover.end')}
          onConfirm={leave}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
