import { IconArrowLeft, IconArrowRight, IconCheck } from '@tabler/icons-react'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { useCommands } from '../keys.ts'
import { useText } from '../texts.ts'
import { complain } from '../undo.ts'
import './wizard.css'

export interface WizardStep {
  id: string
  name: string
}

interface WizardProps {
  title: string
  steps: readonly WizardStep[]
  /** The id of the one shown. */
  step: string
  /** What one does in this step; else its name. */
  heading?: string
  /** A sentence below the heading. */
  text?: ReactNode
  /** Beside the title: leaving it all, for instance. */
  actions?: ReactNode
  /** One line in the foot: what is chosen. */
  chosen?: ReactNode
  back?: () => unknown
  next?: WizardNext
  /** The body has no edge of its own: a list that scrolls by itself. */
  full?: boolean
  children: ReactNode
}

export interface WizardNext {
  /** The command that ends it; else it is "next". */
  label?: string
  disabled?: boolean
  /** What it throws is said, and one stays where one is. */
  run: () => unknown
}

/** One step at a time, only on and back; the foot with both always stands. */
export function Wizard(props: WizardProps) {
  const { title, steps, step, heading, text, actions, full, children } = props
  const name = steps.find(({ id }) => id === step)?.name ?? ''
  const id = useId()
  return (
    <div className="wizard">
      <header className="wizard-head">
        <h1 className="cut">{title}</h1>
        <div className="wizard-actions">{actions}</div>
      </header>
      <Steps steps={steps} step={step} />
      <section className={full ? 'wizard-body full' : 'wizard-body'} aria-labelledby={id}>
        <header className="wizard-step-head">
          <Heading key={step} id={id} text={heading ?? name} />
          {text && <p>{text}</p>}
        </header>
        {children}
      </section>
      <Foot {...props} />
    </div>
  )
}

/** Has the focus when its step begins, so that a screen reader says where one is. */
function Heading({ id, text }: { id: string; text: string }) {
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus({ preventScroll: true }), [])
  return (
    <h2 id={id} ref={head} tabIndex={-1}>
      {text}
    </h2>
  )
}

/** Where one is. A phone has room for the one step and how many there are. */
function Steps({ steps, step }: Pick<WizardProps, 'steps' | 'step'>) {
  const t = useText()
  const at = steps.findIndex(({ id }) => id === step)
  return (
    <div className="wizard-steps">
      <p className="wizard-steps-short" aria-hidden="true">
        {t('wizard.step_of', { step: at + 1, count: steps.length })}
        <strong> · {steps[at]?.name}</strong>
      </p>
      <ol aria-label={t('wizard.steps')}>
        {steps.map(({ id, name }, index) => (
          <li
            key={id}
            className={index < at ? 'done' : index === at ? 'current' : 'ahead'}
            aria-current={index === at ? 'step' : undefined}
          >
            <span className="wizard-mark num" aria-hidden={index < at ? undefined : true}>
              {index < at ? (
                <IconCheck size={13} stroke={2.25} role="img" aria-label={t('wizard.done')} />
              ) : (
                index + 1
              )}
            </span>
            <span className="wizard-name cut">{name}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Foot({ chosen, back, next }: WizardProps) {
  const t = useText()
  const [busy, setBusy] = useState(false)
  const act = async (run: () => unknown) => {
    setBusy(true)
    try {
      await run()
    } catch (error) {
      complain(error)
    }
    setBusy(false)
  }
  const canGoOn = next !== undefined && !next.disabled && !busy
  useCommands('wizard.keys', [
    {
      id: 'wizard.next',
      text: 'wizard.next',
      keys: ['mod+Enter'],
      always: true,
      keyOnly: true,
      // A dialog above has a last word of its own.
      run: () => canGoOn && !document.querySelector('dialog:modal') && void act(next.run),
    },
  ])
  if (!back && !next && !chosen) return null
  return (
    <footer className="wizard-foot">
      <p className="wizard-chosen num" role="status">
        {chosen}
      </p>
      {back && (
        <button type="button" className="button" disabled={busy} onClick={() => void act(back)}>
          <IconArrowLeft size={16} stroke={1.75} />
          {t('wizard.back')}
        </button>
      )}
      {next && (
        <button
          type="button"
          className="button primary"
          disabled={!canGoOn}
          aria-keyshortcuts="Control+Enter"
          onClick={() => void act(next.run)}
        >
          {next.label ?? t('wizard.next')}
          {next.label === undefined && <IconArrowRight size={16} stroke={1.75} />}
        </button>
      )}
    </footer>
  )
}
