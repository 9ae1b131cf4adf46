import { fold, plainVowels } from '#kernel/fold.ts'

/** The form in which headings and words of cells are compared: `Straße geschäftlich`, `STRASSE GESCHAEFTLICH`. */
export function wordKey(text: string): string {
  return plainVowels(fold(text))
    .replaceAll(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim()
}

/** What words of a cell mean, in both languages. */
export function byWord<T extends string>(
  words: Partial<Record<T, readonly string[]>>,
): ReadonlyMap<string, T> {
  const pairs = Object.entries(words) as [T, readonly string[]][]
  return new Map(pairs.flatMap(([meaning, all]) => all.map((word) => [wordKey(word), meaning] as const)))
}

type Headings = Record<string, readonly string[]>

/**
 * What Outlook's export of a calendar calls its columns, in their order: what the German one writes first, what the
 * English one writes last.
 */
export const EVENT_HEADINGS = {
  title: ['Betreff', 'Subject'],
  startDay: ['Beginnt am', 'Start Date'],
  startTime: ['Beginnt um', 'Start Time'],
  endDay: ['Endet am', 'End Date'],
  endTime: ['Endet um', 'End Time'],
  allDay: ['Ganztägiges Ereignis', 'All day event'],
  reminder: ['Erinnerung Ein/Aus', 'Erinnerung', 'Reminder on/off'],
  reminderDay: ['Erinnerung am', 'Reminder Date'],
  reminderTime: ['Erinnerung um', 'Reminder Time'],
  organizer: ['Besprechungsplanung', 'Besprechungsorganisator', 'Meeting Organizer'],
  required: ['Erforderliche Teilnehmer', 'Required Attendees'],
  optional: ['Optionale Teilnehmer', 'Optional Attendees'],
  resources: ['Besprechungsressourcen', 'Meeting Resources'],
  billing: ['Abrechnungsinformationen', 'Billing Information'],
  description: ['Beschreibung', 'Description'],
  categories: ['Kategorien', 'Categories'],
  place: ['Ort', 'Location'],
  priority: ['Priorität', 'Priority'],
  private: ['Privat', 'Private'],
  mileage: ['Reisekilometer', 'Mileage'],
  sensitivity: ['Vertraulichkeit', 'Sensitivity'],
  busy: ['Zeitspanne zeigen als', 'Zeit anzeigen als', 'Anzeigen als', 'Show time as'],
} satisfies Headings

/** The same of tasks. */
export const TASK_HEADINGS = {
  title: ['Betreff', 'Subject'],
  startDay: ['Beginnt am', 'Start Date'],
  dueDay: ['Fällig am', 'Fälligkeitsdatum', 'Due Date'],
  reminder: ['Erinnerung Ein/Aus', 'Erinnerung', 'Reminder On/Off'],
  reminderDay: ['Erinnerung am', 'Reminder Date'],
  reminderTime: ['Erinnerung um', 'Reminder Time'],
  doneDay: ['Erledigt am', 'Date Completed'],
  percent: ['% erledigt', 'Prozent erledigt', '% abgeschlossen', '% Complete'],
  done: ['Erledigt', 'Complete'],
  description: ['Notizen', 'Notes'],
  categories: ['Kategorien', 'Categories'],
  priority: ['Priorität', 'Priority'],
  private: ['Privat', 'Private'],
  sensitivity: ['Vertraulichkeit', 'Sensitivity'],
  status: ['Status'],
} satisfies Headings

/** The same of contacts; what has several columns is told once for each. */
export const CONTACT_HEADINGS = {
  title: ['Anrede', 'Title'],
  firstName: ['Vorname', 'First Name'],
  middleName: ['Weitere Vornamen', 'Middle Name'],
  lastName: ['Nachname', 'Last Name'],
  suffix: ['Suffix'],
  company: ['Firma', 'Company'],
  department: ['Abteilung', 'Department'],
  position: ['Position', 'Job Title'],
  email: ['E-Mail-Adresse', 'E-mail Address'],
  email2: ['E-Mail 2: Adresse', 'E-Mail-Adresse 2', 'E-mail 2 Address'],
  email3: ['E-Mail 3: Adresse', 'E-Mail-Adresse 3', 'E-mail 3 Address'],
  workPhone: ['Telefon geschäftlich', 'Business Phone'],
  workPhone2: ['Telefon geschäftlich 2', 'Business Phone 2'],
  companyPhone: ['Telefon Firma', 'Company Main Phone'],
  mainPhone: ['Haupttelefon', 'Primary Phone'],
  homePhone: ['Telefon (privat)', 'Telefon privat', 'Home Phone'],
  homePhone2: ['Telefon (privat 2)', 'Telefon privat 2', 'Home Phone 2'],
  mobile: ['Mobiltelefon', 'Mobile Phone'],
  mobile2: ['Mobiltelefon 2', 'Mobile Phone 2'],
  carPhone: ['Autotelefon', 'Car Phone'],
  workFax: ['Fax geschäftlich', 'Business Fax'],
  homeFax: ['Fax privat', 'Home Fax'],
  otherFax: ['Weiteres Fax', 'Other Fax'],
  otherPhone: ['Weiteres Telefon', 'Other Phone'],
  website: ['Webseite', 'Web Page'],
  ownWebsite: ['Persönliche Webseite', 'Private Webseite', 'Personal Web Page'],
  workStreet: ['Straße geschäftlich', 'Business Street'],
  workStreet2: ['Straße geschäftlich 2', 'Business Street 2'],
  workStreet3: ['Straße geschäftlich 3', 'Business Street 3'],
  workBox: ['Postfach geschäftlich', 'Business Address PO Box'],
  workCity: ['Ort geschäftlich', 'Business City'],
  workState: ['Region geschäftlich', 'Bundesland/Kanton geschäftlich', 'Business State'],
  workPostalCode: ['Postleitzahl geschäftlich', 'Business Postal Code'],
  workCountry: ['Land/Region geschäftlich', 'Business Country', 'Business Country/Region'],
  homeStreet: ['Straße privat', 'Home Street'],
  homeStreet2: ['Straße privat 2', 'Home Street 2'],
  homeStreet3: ['Straße privat 3', 'Home Street 3'],
  homeBox: ['Postfach privat', 'Home Address PO Box'],
  homeCity: ['Ort privat', 'Home City'],
  homeState: ['Bundesland/Kanton privat', 'Region privat', 'Home State'],
  homePostalCode: ['Postleitzahl privat', 'Home Postal Code'],
  homeCountry: ['Land/Region privat', 'Home Country', 'Home Country/Region'],
  otherStreet: ['Weitere Straße', 'Other Street'],
  otherStreet2: ['Weitere Straße 2', 'Other Street 2'],
  otherStreet3: ['Weitere Straße 3', 'Other Street 3'],
  otherBox: ['Weiteres Postfach', 'Other Address PO Box'],
  otherCity: ['Weiterer Ort', 'Other City'],
  otherState: ['Weiteres/r Bundesland/Kanton', 'Weitere Region', 'Other State'],
  otherPostalCode: ['Weitere Postleitzahl', 'Other Postal Code'],
  otherCountry: ['Weiteres/e Land/Region', 'Weiteres Land/Region', 'Other Country', 'Other Country/Region'],
  birthday: ['Geburtstag', 'Birthday'],
  categories: ['Kategorien', 'Categories'],
  note: ['Notizen', 'Notes'],
} satisfies Headings

/** In which column of a table each of these stands. */
export function columnsOf<H extends Headings>(head: readonly string[], headings: H): Map<keyof H, number> {
  const keys = head.map(wordKey)
  const found = Object.entries(headings).map(([name, words]): [keyof H, number] => [
    name,
    keys.findIndex((key) => words.some((word) => wordKey(word) === key)),
  ])
  return new Map(found.filter(([, at]) => at >= 0))
}
