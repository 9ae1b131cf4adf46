import { IconPaperclip, IconX } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import '../plan-form.css'
import { useAttachments } from '#features/history/web/use-attachments.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { wholeWords } from '#ui/api/problem-words.ts'
import { formatBytes } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { Visit } from '../../visit.ts'
import { DayField, Field, NumberField, TextField } from '../typed-fields.tsx'
import { useVisitActs } from '../use-visit-acts.ts'
import { today } from '../visit-parts.tsx'

const outcomes = ['success', 'follow_up', 'offer', 'no_need', 'complaint'] as const

/** How it was: the day, a report, what came of it, how long it took, files and photos. */
export function DoneSheet({ visit, onDone }: { visit: Visit; onDone: (done: boolean) => void }) {
  const t = useText()
  const acts = useVisitActs()
  const [doneOn, setDoneOn] = useState<string | null>(visit.date > today() ? today() : visit.date)
  const [report, setReport] = useState(visit.report)
  const [outcome, setOutcome] = useState(visit.outcome ?? '')
  const [minutes, setMinutes] = useState('')
  const [problem, setProblem] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const attachments = useAttachments()
  const late = doneOn !== null && doneOn > today()
  const save = async () => {
    if (!doneOn || late || attachments.busy) return
    setBusy(true)
    try {
      await acts.done(visit, {
        doneOn,
        report: report.trim(),
        outcome: outcome.trim() || null,
        actualMinutes: minutes ? Number(minutes) : null,
        files: attachments.ids,
      })
      onDone(true)
    } catch (error) {
      setProblem(error)
      setBusy(false)
    }
  }
  return (
    <FormSheet
      title={t('visit.done.title', { name: visit.customer.displayName })}
      dirty={report !== visit.report || attachments.files.length > 0}
      busy={busy || attachments.busy}
      problem={problem === undefined ? undefined : wholeWords(problem)}
      action={t('visit.done.save')}
      onSubmit={() => void save()}
      onClose={() => onDone(false)}
    >
      <TextField
        label={t('visit.report')}
        rows={5}
        data-autofocus
        maxLength={20_000}
        value={report}
        onChange={setReport}
      />
      <div className="vf-pairs">
        <Field label={t('visit.outcome')}>
          {(props) => (
            <>
              <input
                {...props}
                className="field"
                list="visit-outcomes"
                maxLength={100}
                value={outcome}
                onChange={(event) => setOutcome(event.target.value)}
              />
              <datalist id="visit-outcomes">
                {outcomes.map((id) => (
                  <option key={id}>{t(`visit.outcome.${id}`)}</option>
                ))}
              </datalist>
            </>
          )}
        </Field>
        <NumberField
          label={t('visit.took')}
          min={0}
          max={1440}
          placeholder={String(visit.durationMinutes)}
          value={minutes}
          onChange={setMinutes}
        />
      </div>
      <DayField
        label={t('visit.done.day')}
        value={doneOn}
        required
        error={late ? t('visit.done.future') : undefined}
        onChange={setDoneOn}
      />
      <Files attachments={attachments} />
    </FormSheet>
  )
}

/** Files and photos; on the phone the camera is one of the choices. */
function Files({ attachments }: { attachments: ReturnType<typeof useAttachments> }) {
  const t = useText()
  const field = useRef<HTMLInputElement>(null)
  return (
    <div className="visit-files">
      <button type="button" className="button" onClick={() => field.current?.click()}>
        <IconPaperclip size={16} stroke={1.75} />
        {t('visit.files')}
      </button>
      <input
        ref={field}
        type="file"
        hidden
        multiple
        onChange={(event) => {
          attachments.add([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      {attachments.files.map((file) => (
        <span key={file.key} className="visit-file">
          <span className="cut grow">{file.name}</span>
          <span className="muted num">
            {file.part < 1 ? `${Math.round(file.part * 100)} %` : formatBytes(file.size)}
          </span>
          <button
            type="button"
            className="icon-button small"
            aria-label={t('visit.file_drop', { name: file.name })}
            onClick={() => attachments.drop(file.key)}
          >
            <IconX size={14} stroke={1.75} />
          </button>
        </span>
      ))}
    </div>
  )
}
