import { nameWords, plainName } from './plain-name.ts'

/**
 * Whose first name this usually is, of several the first; null for unknown names and for those that women and men carry
 * (`Andrea` and `Kim` too: Italians and Danes live here).
 */
export function usualGender(name: string): 'f' | 'm' | null {
  return GENDER.get(nameWords(name)[0] ?? '') ?? null
}

/** The full names a short or foreign form can stand for: `hans` → johannes, `andi` → andreas and andrea. */
export function fullNames(plain: string): readonly string[] {
  return ROOTS.get(plain) ?? NO_ROOTS
}

/** Whether people are commonly called so, in full or for short. */
export function isFirstName(name: string): boolean {
  const plain = nameWords(name)[0] ?? ''
  return GENDER.has(plain) || ROOTS.has(plain) || OF_EITHER.has(plain)
}

// Facts about common first names in the German-speaking countries: who usually carries them, as `plainName` writes them …
const MALE =
  'abdullah achim adam adolf adrian ahmet albert albrecht aleksander alexander alfons alfred ali alois amir anatol anders ' +
  'andre andreas andrej andrzej ansgar anton antonio armin arne arno arnold arnulf arthur artur august axel bartosz ' +
  'bastian ben benedikt benjamin benno bernd bernhard bert berthold bjorn bodo boris bruno burkhard carl carlos carsten ' +
  'cem christian christof christoph christopher claas claus clemens cornelius cyril daniel darius david denis dennis ' +
  'detlef detlev diego dieter dietmar dietrich dirk dominic dominik eberhard eckart eckhard edgar edmund eduard egon ' +
  'ehrenfried elias emanuel emil emre enno enrico erhard eric erich erik ernst erwin eugen fabian fabio felix ferdinand ' +
  'finn florian francesco frank franz fred frederic frederik friedemann friedhelm friedrich fritz gabriel georg gerald ' +
  'gerd gerhard gernot gero gert giovanni giuseppe goran gottfried gregor grzegorz guido gunnar gunter gunther gustav ' +
  'hagen hannes hans hansjorg harald harry hartmut hasan heiko heiner heino heinrich heinz helge helmut helmuth hendrik ' +
  'henning henri henrik henry herbert heribert hermann holger horst hubert hubertus hugo ibrahim igor immanuel ingo ' +
  'ingolf ivan ivo jacob jakob jan jannik janosch jaroslaw jens jeremias joachim jochen joel johann johannes john jonas ' +
  'jonathan jorg jorn josef joseph josua juan julian julius jurg jurgen justin justus karl karlheinz karsten kaspar kevin ' +
  'kilian klaus klemens knut konrad konstantin korbinian krzysztof kurt lars laurenz lennart lenz leo leon leonard ' +
  'leonhard leopold levin linus lorenz lothar lucas ludger ludwig luis luka lukas lutz magnus maik malte manfred manuel ' +
  'marc marcel marcin marco marcus marek marian mario marius mark marko markus marten martin marvin mateusz mathias ' +
  'matteo matthias mattis maurice max maximilian mehmet meinhard meinolf michael michal michel miguel mike mirko mohamed ' +
  'mohammed moritz murat mustafa nepomuk nico nicolas niels niklas niko nikolai nikolaus nils norbert olaf ole oliver ' +
  'omar oscar oskar oswald otmar ottmar otto pascal patrick paul pawel pedro peer peter philip philipp pierre pietro ' +
  'piotr rafael raimund rainer ralf ralph ramon raphael reiner reinhard reinhold rene reto richard rico robert rocco ' +
  'roger roland rolf roman ronald ronny ruben rudi rudiger rudolf rupert salvatore samuel sandro sebastian selim sepp ' +
  'sergej severin siegbert siegfried siegmar sigmund silvio simon sonke soren stanislaw stefan steffen stephan steven ' +
  'sven swen tarik theo theodor thies thilo thomas thorben thorsten till tilo tim timm timo tobias tom tomasz torben ' +
  'torsten udo ulf ulrich urs uwe valentin veit victor viktor vincent vinzenz volker volkmar waldemar walter walther ' +
  'wendelin werner wilfried wilhelm willi willy winfried wladimir wojciech wolf wolfgang wolfram xaver yannick yusuf ' +
  'zoran'
const FEMALE =
  'adelheid agnes agnieszka aisha aleksandra alexandra alice alicia alina amelie ana anastasia anastasija anette angela ' +
  'angelika angelina anika anita anja anke anna annabell annalena anne annegret annelie anneliese annemarie annette ' +
  'annika antje antonia astrid aylin ayse barbara barbel beate beatrice beatrix belinda bernadette berta bettina bianca ' +
  'birgit birgitt birgitta birte brigitta brigitte britta cacilia carina carla carmen carola carolin carolina caroline ' +
  'catharina catherine cathrin celina charlotte chiara christa christel christiane christin christina christine clara ' +
  'claudia constanze cordula corinna cornelia dagmar daniela daria debora denise diana dominika dora doreen doris ' +
  'dorothea dorothee dorte edeltraud edith ela elena eleonore elfriede elif elisa elisabeth elise elke ella ellen elli ' +
  'elsa else elvira emilia emily emine emma erika erna esra esther eva evelyn evi fatma felicitas fiona franka franziska ' +
  'frauke frieda friederike gabi gabriela gabriele gaby gerda gerlinde gertrud gisela giulia greta gudrun gundula hanna ' +
  'hannah hannelore hatice hedwig heide heidemarie heidi heidrun heike helena helene helga henriette henrike hermine ' +
  'herta hertha hilde hildegard ida ilka ilona ilse imke ina ines inga inge ingeborg ingrid inka insa ira irena irene ' +
  'irina iris irmgard isabel isabell isabella isabelle isolde ivana ivonne jacqueline jana janina janine jasmin jeanette ' +
  'jelena jennifer jenny jessica jette joanna johanna jolanta jordis josefine judith julia juliana juliane julie jutta ' +
  'karen karin karina karla karola karolin karolina karoline katarina katarzyna katharina kathe kathleen kathrin kati ' +
  'katja katrin kerstin kirsten klara klaudia konstanze kornelia kristin kristina lara larissa laura lea lena leni leonie ' +
  'leyla liane lieselotte lilian lilli lilly lina linda lioba lisa liselotte livia lore lorena lotte louisa louise lucia ' +
  'lucie lucy ludmila luisa luise luzia lydia madeleine magda magdalena maike maja malgorzata mandy manula mara mareike ' +
  'maren margarete margarethe margit margot margret margrit maria marianne marie marielle marina marion marisa marit ' +
  'marita marlene marlies marta martha martina mathilda mathilde maya mechthild meike melanie melina melissa mia michala ' +
  'michelle mila milena mina mira miriam mirjam mona monica monika monique nadine nadja nancy natalia natalie natascha ' +
  'nele nicole nina nora olga olivia ornella ottilie patricia paula paulina pauline petra pia ramona rebecca rebekka ' +
  'regina regine regula renate ricarda rita romy rosa rosemarie rosi roswitha ruth sabina sabine sabrina sandra sara ' +
  'sarah saskia selina sibylle sieglinde sigrid silja silke silvana silvia simone sina sofia sofie sonja sophia sophie ' +
  'stefanie steffi stella stephanie susan susann susanna susanne svenja svetlana swantje sybille sylvia tamara tanja ' +
  'tatjana teresa thea theresa therese theresia tina traute ulla ulrike ursel ursula uschi ute valentina valerie vanessa ' +
  'vera verena veronika victoria viktoria viola vivien waltraud waltraut wanda wendy wiebke wilhelmine wilma xenia ' +
  'yasemin yasmin yvette yvonne zeynep zo'
const EITHER =
  'alex andrea charlie chris conny dominique eike jamie jule kai kay kim leslie luca maxime mika nicola nikita noa robin ' +
  'sam sascha sasha sidney toni tony uli'

// … and which forms stand for one name; the first of each line is the full one.
const FORMS =
  'johannes johann hans hannes johan john hansi jens jan|johanna hanna hannah hanne|katharina katarina kathrin katrin catrin cathrin ' +
  'kathrine kathe kathi kati kat katja karina catharina kate|alexander alex sascha xander sander alexandr|alexandra alex sandra ' +
  'sascha lexi|andreas andi andy andre andrej|andrea andi andy|anna anne anni annie ann annika anja anke|annette anett annett|' +
  'angelika angi geli|anton toni tony|antonia toni|barbara babs bab barbel babsi|bernhard bernd bernt berni|benjamin ben benny|' +
  'bettina tina betty|brigitte gitte britta brigitta birgit birgitt|charlotte lotte charly|christian chris christl|christina chris ' +
  'tina kristina christine christin kristin christl christiane christa|christoph chris christof kristof stoffel christopher|' +
  'cornelia conny konny nelly|klaus nikolaus niklas nico niko nick claus klas|daniel dan danny|daniela dani|dietrich dieter dirk ' +
  'diedrich|dorothea doris dora dorothee dorte|eberhard ebi|eduard edi edward ed|elisabeth elsbeth lisa liesel elise elsa else ' +
  'sissi lisbeth elli betty liz lise lieselotte|emilia emily mila|ernst erni|eva evi|ferdinand ferdi|franz franziskus franzl|' +
  'franziska franzi|friedrich fritz fred friedel frieder frederik fredi|friederike rike frieda|gabriele gabi gaby gabriela|georg ' +
  'schorsch jorge george gorg|gerhard gerd gert gerry geert|gertrud traudl gerti trude|gunter gunther gunni|hedwig hedi|' +
  'heinrich heinz heiner henrik hendrik hinrich heini henry|helene leni helena lena elena|helmut helmuth|herbert herb|hermann ' +
  'herrmann|hildegard hilde|ingeborg inge inga|irmgard irmi|isabel isabell isabella bella|jakob jacob jack|joachim achim jochen ' +
  'jo joachin|jorg jurg jorgen|josef joseph sepp jupp josip beppo giuseppe|josefine josephine josefa josi|julia julie|juliane ' +
  'julia jule|jurgen jorgen|karl carl charles kalle charly|karla carla|karoline carolin caroline carola caro karolin|karsten ' +
  'carsten|karin karen carin|konrad conrad konni conny|konstantin constantin konstanze|leonhard leo lennart leonard|ludwig ' +
  'lutz louis luis|lukas lucas luca luke|luise louise luisa|magdalena magda lena leni|manfred manni fred manny|manuela manu ela|' +
  'manuel manu|margarete margarethe margret margit grete gretel greta marga rita margareta margaretha|maria marie mia mitzi ' +
  'maike marija mariam|marianne nanne|markus marcus marc mark marco marko|martin mertin|martina tina|mathilde tilda hilde ' +
  'mathilda|matthias mathias matze hias matt|maximilian max maxi|mechthild mechtild|michael michel michi mike micha mischa maik ' +
  'michal|michaela michi micha ela|moritz moriz mauritz|mohammed mohamed muhammad mehmet muhammed|monika moni monica|nicole ' +
  'nicki nikola nicola|oskar oscar|patrick patric|paul pauli paule pawel|peter pit piet petr piotr pierre pete|philipp philip ' +
  'phil lipp filip|rainer reiner|ralf ralph rolf|regina gina regine|reinhard reinhardt|reinhold reini|richard ricky rick ' +
  'richie|robert rob robby bob bert|rudolf rudi rolf ralf rudolph|rosemarie rosi romy|samuel sam|sebastian basti bastian ' +
  'sebi|siegfried siggi sigi|sigrid siggi sigi|silvia sylvia sylvie|simone mone|sophie sofie sophia sofia|stefan stephan steffen ' +
  'steven stefen steve|stefanie stephanie steffi steffie|susanne susi sanne susann susanna sanna|tatjana tanja|theodor theo|' +
  'theresa teresa therese theresia resi|thomas tom tommy|thorsten torsten|tobias tobi|ulrich uli ulli uly|ulrike uli ulli ulla ' +
  'rike|ursula uschi ulla ursel ulli|valentin valli|veronika vroni|victoria viktoria vicky|viktor victor|waltraud traudl ' +
  'waltraut|wilhelm willi willy wim will bill william helm|wolfgang wolf wolfi|walter walther|werner wernher|zoe zoey|' +
  'yousef yusuf jussuf'

const NO_ROOTS: readonly string[] = []
const GENDER = new Map<string, 'f' | 'm'>([
  ...MALE.split(' ').map((name) => [plainName(name), 'm'] as const),
  ...FEMALE.split(' ').map((name) => [plainName(name), 'f'] as const),
])
const OF_EITHER = new Set(EITHER.split(' '))
const ROOTS = rootsOf()

function rootsOf(): Map<string, string[]> {
  const roots = new Map<string, string[]>()
  for (const line of FORMS.split('|')) {
    const names = line.split(' ').map(plainName)
    for (const name of names) roots.set(name, [...(roots.get(name) ?? []), names[0] ?? ''])
  }
  return roots
}
