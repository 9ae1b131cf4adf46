import { drawer } from './random.ts'
import type { Random } from './random.ts'
import { surname } from './surnames.ts'

// Names as frequent as in Germany, first names too, and the few that the measured searches are about.

/** Beside those of `surnames.ts`: with letters of other languages, and near enough to Müller and Schmidt to be confused. */
const SPECIAL =
  'Yılmaz 5 Nowak 5 Kowalski 4 Özdemir 4 Mayr 4 Oswald 3 Schmidtke 2 Schmieder 2 Obermüller 1 Müllner 1'
const SPECIAL_SHARE = 0.003

const FIRST =
  'Thomas 17 Michael 17 Andreas 15 Peter 14 Stefan 12 Christian 12 Wolfgang 11 Klaus 11 Martin 9 Frank 9 Jürgen 9 Markus 8 Sabine 12 ' +
  'Petra 12 Monika 12 Susanne 11 Andrea 11 Claudia 11 Renate 9 Birgit 9 Karin 9 Ursula 9 Anna 9 Julia 9 Katharina 7 Stefanie 7 Nicole 7 ' +
  'Jens 6 Uwe 6 Bernd 6 Hans 9 Matthias 7 Alexander 8 Tobias 5 Daniel 8 Sebastian 6 Jan 6 Florian 5 Philipp 4 Lukas 4 Jonas 3 Felix 3 ' +
  'Maximilian 4 Leon 3 Paul 4 Otto 2 Oskar 1 Oliver 6 Olaf 3 Olga 3 Oskar 1 Jörg 6 Ralf 6 Dieter 8 Günter 6 Heinz 6 Helmut 6 Horst 5 ' +
  'Gerhard 6 Karl 5 Werner 6 Manfred 7 Angelika 6 Brigitte 7 Christine 6 Gabriele 7 Heike 6 Ingrid 6 Martina 6 Silke 4 Sandra 5 ' +
  'Tanja 4 Anja 5 Melanie 4 Lena 4 Laura 5 Sarah 4 Lisa 5 Hannah 2 Emma 2 Mia 2 Sophie 3 Marie 4 Charlotte 2 Johanna 2 Ayşe 1 Mehmet 1 ' +
  'Fatma 1 Mustafa 1 Agnieszka 1 Piotr 1 Elena 2 Sergej 1 Natalia 2 Jürg 1 Bärbel 2 Käthe 1 Björn 3 Sören 1 Zoë 1 Anna-Lena 1 ' +
  'Hans-Peter 2 Karl-Heinz 3 Eva-Maria 1'

const TOWNS =
  'Berlin:10:Berlin:37 Hamburg:20:Hamburg:19 München:80:Bayern:15 Köln:50:Nordrhein-Westfalen:11 Frankfurt_am_Main:60:Hessen:8 ' +
  'Stuttgart:70:Baden-Württemberg:6 Düsseldorf:40:Nordrhein-Westfalen:6 Leipzig:04:Sachsen:6 Dortmund:44:Nordrhein-Westfalen:6 ' +
  'Essen:45:Nordrhein-Westfalen:6 Bremen:28:Bremen:6 Dresden:01:Sachsen:6 Hannover:30:Niedersachsen:5 Nürnberg:90:Bayern:5 ' +
  'Duisburg:47:Nordrhein-Westfalen:5 Bochum:44:Nordrhein-Westfalen:4 Wuppertal:42:Nordrhein-Westfalen:4 Bielefeld:33:Nordrhein-Westfalen:3 ' +
  'Bonn:53:Nordrhein-Westfalen:3 Münster:48:Nordrhein-Westfalen:3 Karlsruhe:76:Baden-Württemberg:3 Mannheim:68:Baden-Württemberg:3 ' +
  'Augsburg:86:Bayern:3 Wiesbaden:65:Hessen:3 Offenbach_am_Main:63:Hessen:1 Oldenburg:26:Niedersachsen:2 Osnabrück:49:Niedersachsen:2 ' +
  'Oberhausen:46:Nordrhein-Westfalen:2 Erfurt:99:Thüringen:2 Mainz:55:Rheinland-Pfalz:2 Rostock:18:Mecklenburg-Vorpommern:2 ' +
  'Kassel:34:Hessen:2 Saarbrücken:66:Saarland:2 Potsdam:14:Brandenburg:2 Freiburg:79:Baden-Württemberg:2 Lübeck:23:Schleswig-Holstein:2 ' +
  'Kiel:24:Schleswig-Holstein:2 Regensburg:93:Bayern:2 Würzburg:97:Bayern:1 Ulm:89:Baden-Württemberg:1 Göttingen:37:Niedersachsen:1 ' +
  'Jena:07:Thüringen:1 Trier:54:Rheinland-Pfalz:1 Koblenz:56:Rheinland-Pfalz:1 Bad_Oeynhausen:32:Nordrhein-Westfalen:1'

const words = (text: string): string[] => text.split(' ')
const weighed = (text: string): [string, number][] =>
  [...text.matchAll(/(\S+) ([\d.]+)/g)].map((m) => [m[1] ?? '', Number(m[2])])

const drawSpecial = drawer(weighed(SPECIAL))
export const firstName = drawer(weighed(FIRST))
const drawTown = drawer(
  words(TOWNS).map((town) => {
    const [name = '', zip = '', state = '', weight] = town.split(':')
    return [{ city: name.replaceAll('_', ' '), zip, state }, Number(weight)] as const
  }),
)

export function lastName(random: Random): string {
  const name = random.chance(SPECIAL_SHARE) ? drawSpecial(random) : surname(random)
  return random.chance(0.015) ? `${name}-${surname(random)}` : name
}

export function town(random: Random): { city: string; state: string; postalCode: string } {
  const { city, zip, state } = drawTown(random)
  return { city, state, postalCode: zip + String(random.below(1000)).padStart(3, '0') }
}

const streets = words(
  'Haupt Schul Garten Bahnhof Dorf Berg Birken Linden Kirch Wald Ring Schiller Goethe Jahn Buchen Wiesen Mühlen Industrie Müller Rosen Eichen Bach',
)
export function street(random: Random): string {
  return `${random.one(streets)}${random.one(['straße', 'straße', 'weg', 'allee', 'gasse'])}`
}

const trades = words(
  'Bau Metallbau Elektro Sanitär Dach Holz Möbel Garten Logistik Software Druck Medien Auto Maschinen Medizin Energie Pflege Wein Reise Immobilien',
)
const forms = ['GmbH', 'GmbH', 'GmbH & Co. KG', 'AG', 'e. K.', 'KG', 'OHG', 'UG (haftungsbeschränkt)', 'eG']
export function companyName(random: Random): string {
  const name = random.chance(0.1)
    ? `${lastName(random)} & ${random.one(['Söhne', 'Partner', lastName(random)])}`
    : lastName(random)
  return `${name} ${random.one(trades)} ${random.one(forms)}`
}

export const POSITIONS = [
  'Geschäftsführer',
  'Geschäftsführerin',
  'Einkauf',
  'Leiter Einkauf',
  'Vertrieb',
  'Buchhaltung',
  'Assistenz',
  'Technik',
  'Prokuristin',
  'Inhaber',
]
export const INDUSTRIES = ['Handwerk', 'Handel', 'Industrie', 'Dienstleistung', 'Gesundheit', 'Verwaltung']
