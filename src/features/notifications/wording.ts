import type { NotificationKind } from './notification.ts'
import { saidMoment } from './own-zone.ts'

/** What a mail or a message on a screen says of a notification. */
export interface Told {
  kind: NotificationKind
  title: string
  text: string
  due: string | null
  late: boolean
  /** Who did it; null: nobody but Kontor. */
  byName: string | null
  recordKind: string
}

export interface Reader {
  name: string
  language: 'de' | 'en'
  timeZone: string
}

/** One line: what happened. */
export function headline(told: Told, { language }: Pick<Reader, 'language'>): string {
  const line = LINES[language][told.kind](told.byName ?? 'Kontor', told.title, told.recordKind)
  return told.late ? `${line} (${WORDS[language].late})` : line
}

/** What there is to say besides: when it is, and the beginning of a text. */
export function details(told: Told, { language, timeZone }: Omit<Reader, 'name'>): string[] {
  const isWords = told.kind !== 'import' && told.kind !== 'run'
  const when = told.due === null ? '' : saidMoment(told.due, language, timeZone)
  return [when, isWords ? told.text.trim() : ''].filter(Boolean)
}

/** A whole letter in plain text; `link` opens the record. */
export function letterOf(
  told: Told,
  reader: Reader,
  { link, settings }: { link: string; settings: string },
): { subject: string; text: string } {
  const words = WORDS[reader.language]
  const subject = headline(told, reader).replaceAll(/\s+/g, ' ').slice(0, 200)
  const paragraphs = [
    `${words.greeting} ${reader.name},`,
    [`${headline(told, reader)}.`, ...details(told, reader)].join('\n\n'),
    link,
    `${words.choose}\n${settings}`,
  ]
  return { subject, text: `${paragraphs.join('\n\n')}\n` }
}

const WORDS = {
  de: {
    greeting: 'Guten Tag',
    late: 'verspätet',
    choose: 'Welche Nachrichten Sie wie erreichen, wählen Sie hier:',
  },
  en: { greeting: 'Hello', late: 'late', choose: 'Choose what reaches you, and how, here:' },
}

type Line = (who: string, title: string, recordKind: string) => string

const LINES: Record<'de' | 'en', Record<NotificationKind, Line>> = {
  de: {
    mention: (who, title) => `${who} hat Sie bei ${title} erwähnt`,
    history: (who, title) => `${who} hat bei ${title} etwas festgehalten`,
    manager: (who, title) => `${who} hat Ihnen ${title} anvertraut`,
    import: (_who, title) => `${title} ist eingelesen`,
    run: (_who, title) => `${title} ist fertig`,
    task: (who, title) => `${who} hat Ihnen eine Aufgabe gegeben: ${title}`,
    appointment: (who, title) => `${who} hat einen Termin mit Ihnen eingetragen oder geändert: ${title}`,
    visit: (who, title) => `${who} hat einen Besuch für Sie eingetragen oder geändert: ${title}`,
    overdue: (_who, title) => `${title} ist überfällig`,
    unsent: (_who, title) => `Die E-Mail mit ${title} ging nicht hinaus`,
    recurring: (_who, title) => `Wiederkehrende Rechnung: ${title}`,
    reminder: (_who, title) => `Erinnerung: ${title}`,
    sync: (_who, title, kind) =>
      kind === 'groupware'
        ? `Die Groupware ${title} nimmt Ihre Anmeldung nicht mehr an; bis Sie sich neu anmelden, ruht der Abgleich`
        : `${title} ruht eine Stunde im Abgleich: beide Seiten ändern es im Wechsel`,
  },
  en: {
    mention: (who, title) => `${who} mentioned you at ${title}`,
    history: (who, title) => `${who} noted something at ${title}`,
    manager: (who, title) => `${who} entrusted ${title} to you`,
    import: (_who, title) => `${title} has been imported`,
    run: (_who, title) => `${title} is done`,
    task: (who, title) => `${who} gave you a task: ${title}`,
    appointment: (who, title) => `${who} added or changed an appointment with you: ${title}`,
    visit: (who, title) => `${who} added or changed a visit for you: ${title}`,
    overdue: (_who, title) => `${title} is overdue`,
    unsent: (_who, title) => `The e-mail with ${title} did not go out`,
    recurring: (_who, title) => `Recurring invoice: ${title}`,
    reminder: (_who, title) => `Reminder: ${title}`,
    sync: (_who, title, kind) =>
      kind === 'groupware'
        ? `The groupware ${title} takes your sign-in no more; nothing is kept in step until you sign in again`
        : `${title} rests for an hour: both sides keep changing it in turn`,
  },
}
