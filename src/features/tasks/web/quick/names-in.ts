const ADDRESS = /\b(?:Frau|Herrn?|Familie|Firma|Fa\.|Dr\.|Prof\.|Mrs?\.?|Ms\.?|Miss)\s+/u
const NAME = /\p{Lu}[\p{L}\p{N}&'’-]+/gu

/** Nouns that stand in many tasks and are nobody's name. */
const NOT_NAMES = new Set(
  `Angebot Angebote Anruf Auftrag Bericht Besuch Brief Demo Dokument Einladung Frau Firma Familie Gespräch Herr Herrn
  Liste Mail Muster Nachricht Notiz Preis Preise Protokoll Rechnung Rückruf Telefonat Termin Unterlagen Vertrag Call
  Email Invoice Meeting Offer Order Quote Send Visit Write Ask Book Check Prepare Order The`.split(/\s+/),
)

/** Whether a line speaks of somebody by name: Frau Müller, Firma Kessler. */
export function addressedIn(title: string): boolean {
  return ADDRESS.test(title)
}

/** The words of a line that can be somebody's name, at most three; after "Frau" or "Firma" only what follows it. */
export function namesIn(title: string): string[] {
  const address = ADDRESS.exec(title)
  const from = address ? title.slice(address.index + address[0].length) : title
  const names = [...from.matchAll(NAME)].map((match) => match[0]).filter((name) => name.length > 2)
  return (address ? names.slice(0, 1) : names.filter((name) => !NOT_NAMES.has(name))).slice(0, 3)
}
