/**
 * How much it says that two people have this last name: -log2 of its share of all people in Germany, at most
 * `RAREST` bits. Expects the name as `plainName` writes it.
 */
export function surnameBits(name: string): number {
  return BITS.get(name) ?? RAREST
}

/** The hundred commonest last names, as `plainName` writes them. */
export function commonSurnames(): string[] {
  return [...BITS.keys()]
}

/** A name that is not among the hundred commonest: less than one in a thousand carries it. */
export const RAREST = 10
/** None of the hundred says so much that with a first name it tells one person: there are a thousand Peter Martins. */
const COMMON_AT_MOST = 8.9

/** Per cent of all people, rounded: the hundred commonest names (telephone books, 2002–2015). */
const SHARES =
  'muller 0.95 schmidt 0.69 schneider 0.40 fischer 0.35 meyer 0.33 weber 0.30 schulz 0.27 wagner 0.27 becker 0.27 ' +
  'hoffmann 0.26 schafer 0.25 koch 0.24 bauer 0.24 richter 0.23 klein 0.22 wolf 0.22 schroder 0.21 neumann 0.20 ' +
  'schwarz 0.19 zimmermann 0.19 braun 0.18 kruger 0.18 hofmann 0.17 hartmann 0.17 lange 0.16 schmitt 0.16 werner 0.15 ' +
  'schmitz 0.15 krause 0.15 meier 0.15 lehmann 0.14 schmid 0.14 schulze 0.13 maier 0.13 kohler 0.13 herrmann 0.13 ' +
  'konig 0.12 walter 0.12 mayer 0.12 huber 0.12 kaiser 0.12 fuchs 0.11 peters 0.11 lang 0.11 scholz 0.11 moller 0.11 ' +
  'weiss 0.11 jung 0.10 hahn 0.10 schubert 0.10 vogel 0.10 friedrich 0.10 keller 0.10 gunther 0.09 frank 0.09 ' +
  'berger 0.09 winkler 0.09 roth 0.09 beck 0.09 lorenz 0.09 baumann 0.08 franke 0.08 albrecht 0.08 schuster 0.08 ' +
  'simon 0.08 ludwig 0.08 bohm 0.08 winter 0.08 kraus 0.08 martin 0.08 schumacher 0.08 kramer 0.08 vogt 0.08 ' +
  'stein 0.07 jager 0.07 otto 0.07 sommer 0.07 gross 0.07 seidel 0.07 heinrich 0.07 brandt 0.07 haas 0.07 ' +
  'schreiber 0.07 graf 0.07 schulte 0.07 dietrich 0.07 ziegler 0.06 kuhn 0.06 pohl 0.06 engel 0.06 horn 0.06 ' +
  'busch 0.06 bergmann 0.06 thomas 0.06 voigt 0.06 sauer 0.06 arnold 0.06 wolff 0.06 pfeiffer 0.06'

const BITS = new Map(
  [...SHARES.matchAll(/(\S+) ([\d.]+)/g)].map((found) => [
    found[1] ?? '',
    Math.min(COMMON_AT_MOST, -Math.log2(Number(found[2]) / 100)),
  ]),
)
