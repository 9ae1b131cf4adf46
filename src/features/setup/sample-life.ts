import type { TaskNew } from '#features/tasks/task.ts'

// What the sample firm has to do, relative to the day on which it is put in.

export interface SampleTask extends Pick<
  TaskNew,
  'title' | 'description' | 'dueTime' | 'priority' | 'status' | 'recurrence'
> {
  /** Days from today; those on weekends move to a workday. */
  in: number
  /** Place in the list of task categories that every firm begins with. */
  category: number
  /** Whom it is about: a customer, a supplier, or nobody. */
  about?: 'customer' | 'supplier'
  /** What is to be ticked off; the first ones are. */
  steps?: string[]
  ticked?: number
}

const [CALL, CHANCE, MAIL, CONTROL, MEETING, NOTE, DELIVERY, THANKS] = [0, 1, 3, 5, 7, 8, 9, 11]

const overdue: SampleTask[] = [
  { in: -6, category: CALL, about: 'customer', title: 'Rückruf wegen Zusatzreinigung', priority: 'high' },
  { in: -4, category: CHANCE, about: 'customer', title: 'Angebot Unterhaltsreinigung nachfassen' },
  {
    in: -3,
    category: MAIL,
    about: 'customer',
    title: 'Leistungsverzeichnis an neue Ansprechpartnerin senden',
  },
  {
    in: -2,
    category: DELIVERY,
    about: 'supplier',
    title: 'Lieferverzug Papierhandtücher klären',
    priority: 'high',
  },
  { in: -1, category: NOTE, title: 'Stundenzettel der Objekte Deutz prüfen' },
]

const today: SampleTask[] = [
  { in: 0, category: CALL, about: 'customer', title: 'Schlüsselübergabe abstimmen', dueTime: '09:00' },
  { in: 0, category: MAIL, about: 'customer', title: 'Rechnungskopie September senden' },
  {
    in: 0,
    category: CONTROL,
    about: 'customer',
    title: 'Qualitätskontrolle Sanitär vorbereiten',
    priority: 'high',
    status: 'started',
    steps: ['Checkliste drucken', 'Objektleiterin anrufen', 'Fotos vom letzten Mal mitnehmen'],
    ticked: 1,
  },
  { in: 0, category: NOTE, title: 'Dienstplan der nächsten Woche freigeben', dueTime: '15:30' },
]

const ahead: SampleTask[] = [
  { in: 1, category: CALL, about: 'customer', title: 'Glasreinigung Termin anbieten', dueTime: '10:00' },
  { in: 1, category: DELIVERY, about: 'supplier', title: 'Nachbestellung Mikrofasertücher' },
  { in: 1, category: NOTE, title: 'Fahrzeug K-RG 214 zur Inspektion anmelden', priority: 'low' },
  { in: 2, category: CHANCE, about: 'customer', title: 'Angebot Grundreinigung Linoleum schreiben' },
  { in: 2, category: CONTROL, about: 'customer', title: 'Nachkontrolle Treppenhaus', dueTime: '14:00' },
  { in: 3, category: MAIL, about: 'customer', title: 'Vertragsverlängerung zur Unterschrift schicken' },
  { in: 3, category: CALL, about: 'customer', title: 'Zufriedenheit nach dem ersten Monat erfragen' },
  {
    in: 4,
    category: NOTE,
    title: 'Urlaubsplanung im Team abfragen',
    recurrence: { every: 3, unit: 'month', from: 'due' },
  },
  {
    in: 5,
    category: CHANCE,
    about: 'customer',
    title: 'Ausschreibung Schulzentrum durchrechnen',
    status: 'started',
  },
  { in: 6, category: MEETING, about: 'customer', title: 'Objektbegehung mit Hausmeister vereinbaren' },
  {
    in: 7,
    category: NOTE,
    title: 'Wochenbericht an die Geschäftsleitung',
    recurrence: { every: 1, unit: 'week', from: 'due' },
  },
  {
    in: 8,
    category: CALL,
    about: 'customer',
    title: 'Preisanpassung nach Tarif ankündigen',
    priority: 'high',
  },
  { in: 9, category: DELIVERY, about: 'supplier', title: 'Angebote für Einscheibenmaschine vergleichen' },
  { in: 10, category: CONTROL, about: 'customer', title: 'Winterdienst: Räumpläne aushängen' },
  { in: 11, category: MAIL, about: 'customer', title: 'Referenzschreiben erbitten', priority: 'low' },
  {
    in: 12,
    category: NOTE,
    title: 'Unterweisung Gefahrstoffe durchführen',
    recurrence: { every: 1, unit: 'year', from: 'due' },
    steps: ['Betriebsanweisungen aktualisieren', 'Raum buchen', 'Unterschriftenliste vorbereiten'],
  },
  { in: 14, category: CHANCE, about: 'customer', title: 'Angebot Fassadenreinigung besprechen' },
  { in: 16, category: CALL, about: 'customer', title: 'Nach Empfehlung fragen' },
  { in: 18, category: THANKS, about: 'customer', title: 'Glückwunsch zum Firmenjubiläum', priority: 'low' },
  {
    in: 21,
    category: NOTE,
    title: 'Fensterputz-Saison planen',
    description: 'Hebebühne reservieren, Touren nach Postleitzahl bündeln.',
  },
  { in: 28, category: MAIL, about: 'supplier', title: 'Jahresgespräch vorbereiten' },
]

const closed: Omit<SampleTask, 'status'>[] = [
  { in: -1, category: CALL, about: 'customer', title: 'Reklamation Teeküche besprochen' },
  { in: -2, category: CHANCE, about: 'customer', title: 'Angebot Büroreinigung verschickt' },
  { in: -3, category: DELIVERY, about: 'supplier', title: 'Sicherheitsdatenblätter angefordert' },
  { in: -5, category: CONTROL, about: 'customer', title: 'Abnahme Bauendreinigung' },
  { in: -6, category: MAIL, about: 'customer', title: 'Reinigungsnachweis übersandt' },
  { in: -8, category: NOTE, title: 'Neue Kollegin eingearbeitet' },
  { in: -9, category: THANKS, about: 'customer', title: 'Dank für die Weiterempfehlung' },
  { in: -12, category: CALL, about: 'customer', title: 'Ersatztermin Glasreinigung vereinbart' },
  { in: -15, category: MEETING, about: 'customer', title: 'Vertragsgespräch vorbereitet' },
  { in: -20, category: NOTE, title: 'Leasingangebote Transporter eingeholt' },
]

export const SAMPLE_TASKS: SampleTask[] = [...overdue, ...today, ...ahead, ...closed.map(done)]

function done(task: Omit<SampleTask, 'status'>): SampleTask {
  return { ...task, status: 'closed' }
}

export interface SampleAppointment {
  title: string
  /** Days from today; those on weekends move to a workday. */
  in: number
  /** None: the whole day. */
  at?: string
  minutes?: number
  place?: string
  /** It is about a customer; `meets`: somebody who works there takes part. */
  about?: 'customer' | 'meets'
  /** All colleagues take part. */
  team?: true
  private?: true
  busy?: 'free' | 'tentative' | 'away'
  /** Each week on its weekday. */
  weekly?: true
}

export const SAMPLE_APPOINTMENTS: SampleAppointment[] = [
  {
    in: -6,
    at: '07:15',
    minutes: 30,
    title: 'Wochenbesprechung Objektleitung',
    team: true,
    weekly: true,
    place: 'Büro',
  },
  { in: -3, at: '10:00', minutes: 60, title: 'Vertragsgespräch', about: 'meets' },
  { in: -1, at: '14:00', minutes: 45, title: 'Objektbesichtigung Tiefgarage', about: 'customer' },
  {
    in: 0,
    at: '12:00',
    minutes: 45,
    title: 'Mittagessen mit Stammkundin',
    about: 'meets',
    place: 'Brauhaus',
  },
  {
    in: 0,
    at: '16:00',
    minutes: 45,
    title: 'Angebotsbesprechung Grundreinigung',
    about: 'meets',
    place: 'Büro',
  },
  { in: 1, at: '09:00', minutes: 60, title: 'Objektbesichtigung Neubau', about: 'customer' },
  { in: 1, at: '13:30', minutes: 30, title: 'Vorstellungsgespräch Glasreiniger', place: 'Büro' },
  { in: 1, at: '17:30', minutes: 45, title: 'Zahnarzt', private: true },
  { in: 2, at: '11:00', minutes: 60, title: 'Jahresgespräch', about: 'meets' },
  { in: 2, at: '15:00', minutes: 30, title: 'Abstimmung Winterdienst', team: true, place: 'Büro' },
  { in: 3, title: 'Fachmesse Reinigungstechnik', busy: 'away', place: 'Messe' },
  { in: 4, at: '08:30', minutes: 90, title: 'Begehung mit Hausverwaltung', about: 'meets' },
  {
    in: 4,
    at: '14:00',
    minutes: 30,
    title: 'Telefontermin Ausschreibung',
    about: 'customer',
    busy: 'tentative',
  },
  { in: 6, at: '10:00', minutes: 60, title: 'Vorführung Scheuersaugmaschine', place: 'Lager' },
  { in: 7, at: '09:30', minutes: 45, title: 'Angebotsbesprechung Unterhaltsreinigung', about: 'meets' },
  { in: 8, at: '13:00', minutes: 60, title: 'Schulung Gefahrstoffe', team: true, place: 'Büro' },
  { in: 9, at: '11:30', minutes: 45, title: 'Objektübergabe', about: 'meets' },
  { in: 10, title: 'Inventur im Lager', busy: 'free' },
  { in: 11, at: '15:00', minutes: 45, title: 'Reklamationsgespräch', about: 'meets' },
  { in: 13, at: '09:00', minutes: 60, title: 'Besichtigung Arztpraxis', about: 'customer' },
  { in: 14, at: '14:30', minutes: 45, title: 'Vertragsverlängerung', about: 'meets' },
  { in: 16, at: '10:30', minutes: 60, title: 'Begehung Schulzentrum', about: 'customer', busy: 'tentative' },
  { in: 17, at: '12:30', minutes: 60, title: 'Lieferantengespräch', place: 'Büro' },
  { in: 20, at: '09:00', minutes: 45, title: 'Kennenlernen neue Hausverwaltung', about: 'meets' },
  { in: 23, at: '13:00', minutes: 240, title: 'Jahresabschluss mit dem Team', team: true, place: 'Büro' },
]

/** What was found at customers, as it stands in the timeline. */
export const REPORTS = [
  'Alle Flächen in Ordnung. Seifenspender im 2. OG getauscht.',
  'Treppenhaus gut, Aufzugtüren mit Schlieren: Reinigerin eingewiesen.',
  'Ansprechpartnerin sehr zufrieden. Fragt nach Glasreinigung im Frühjahr.',
  'Müllraum zweimal die Woche zu wenig, Angebot für dritten Tag versprochen.',
  'Verbrauchsmaterial aufgefüllt, Schlüssel 14 zurückgegeben.',
  'Sonderreinigung nach Umbau gewünscht, Fläche etwa 180 m².',
]
