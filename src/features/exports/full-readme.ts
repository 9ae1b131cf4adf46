import { WITHHELD, WITHHELD_COLUMNS } from './full-export.ts'
import type { Reason } from './full-export.ts'

const WORDS: Record<Reason, { de: string; en: string }> = {
  secret: { de: 'geheim', en: 'secret' },
  derived: { de: 'aus dem Übrigen berechnet', en: 'made from the rest' },
  passing: { de: 'nur vorübergehend', en: 'only passing' },
}

/** The page that stands first in a full export: what it is and how to read it. */
export function fullReadme(language: 'de' | 'en'): { name: string; text: string } {
  const withheld = [
    ...Object.entries(WITHHELD).map(([name, reason]) => `  ${name}: ${WORDS[reason][language]}`),
    ...Object.entries(WITHHELD_COLUMNS).flatMap(([table, columns]) =>
      Object.entries(columns).map(([column, reason]) => `  ${table}.${column}: ${WORDS[reason][language]}`),
    ),
  ].join('\n')
  return language === 'de'
    ? { name: 'LIESMICH.txt', text: german(withheld) }
    : { name: 'README.txt', text: english(withheld) }
}

const german = (withheld: string) => `Gesamtexport aus Kontor
=======================

Alles, was in dieser Kontor-Installation stand, zu einem einzigen Zeitpunkt (siehe manifest.json: createdAt).

daten/    Je Tabelle eine Datei. Jede Zeile ist ein Datensatz als JSON (JSON Lines, UTF-8).
          Auch Gelöschtes aus dem Papierkorb steht darin (deletedAt), ebenso das Änderungsprotokoll (journal).
schema/   Je Tabelle die Beschreibung ihrer Felder als JSON Schema 2020-12.
dateien/  Die abgelegten Dateien unter ihren Namen, frühere Fassungen daneben, Bilder und Importdateien.
dateien.jsonl   Zu jeder Datei: Pfad, Art, Datensatz (recordId), Größe, SHA-256.
manifest.json   Fassung, Zeitpunkt, Zahl der Datensätze, verlorene Dateien, Nichtenthaltenes.

Zusammenhänge: Felder auf "Id" oder "Ids" nennen die id eines anderen Datensatzes, etwa contact.companyId ein
contact, contact.typeId und tagIds ein label, managerIds ein appUser oder eine userGroup, historyEntry.contactId
einen contact und opportunityId eine opportunity, historyFile.fileId eine file. Zusatzfelder stehen in contact.custom unter dem key aus customField.
Zeitpunkte sind UTC (RFC 3339), Tage JJJJ-MM-TT.

Nicht enthalten:
${withheld}

Zum Wiederherstellen einer Installation ist dieses Archiv nicht gedacht; dafür gibt es "kontor backup".
Es enthält personenbezogene Daten: verschlüsselt aufbewahren und löschen, sobald es nicht mehr gebraucht wird.
`

const english = (withheld: string) => `Full export of Kontor
=====================

Everything that stood in this installation of Kontor at one moment (see manifest.json: createdAt).

data/     One file per table. Every line is a record as JSON (JSON Lines, UTF-8).
          What lies in the bin is there too (deletedAt), and so is the audit trail (journal).
schema/   For each table the description of its fields as JSON Schema 2020-12.
files/    The files under their names, earlier versions beside them, pictures and imported files.
files.jsonl     For each file: path, kind, record (recordId), size, SHA-256.
manifest.json   Version, moment, numbers of records, lost files, what is not in it.

How it hangs together: fields that end in "Id" or "Ids" name the id of another record: contact.companyId a contact,
contact.typeId and tagIds a label, managerIds an appUser or a userGroup, historyEntry.contactId a contact
and opportunityId an opportunity, historyFile.fileId a file. Custom fields stand in contact.custom under the key of customField.
Instants are UTC (RFC 3339), days YYYY-MM-DD.

Not in it:
${withheld}

This archive is not meant for restoring an installation; "kontor backup" is.
It holds personal data: keep it encrypted, and delete it when it is no longer needed.
`

/** How the folders of the archive are called. */
export const FOLDERS = {
  de: { data: 'daten', files: 'dateien' },
  en: { data: 'data', files: 'files' },
}
