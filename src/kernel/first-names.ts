import { plainName } from './plain-name.ts'

/** Whose first name this usually is; null for unknown names and for those that women and men carry. */
export function usualGender(name: string): 'f' | 'm' | null {
  return GENDER.get(plainName(name)) ?? null
}

/** The full names a short or foreign form can stand for: `hans` → johannes, `andi` → andreas and andrea. */
export function fullNames(plain: string): readonly string[] {
  return ROOTS.get(plain) ?? NO_ROOTS
}

// Facts about common first names in the German-speaking countries: who usually carries them …
const MALE =
  'achim adam adolf albert alexander alfred ali alois amir andre andreas anton armin arne arnold arthur artur august axel bastian ' +
  'ben benedikt benjamin bernd bernhard bert berthold bjorn bruno burkhard carl carsten christian christof christoph christopher ' +
  'claus clemens daniel david dennis detlef dieter dietmar dietrich dirk dominik eberhard eckhard edgar edmund eduard egon elias ' +
  'emil enrico erhard eric erich erik ernst erwin eugen fabian felix ferdinand finn florian francesco frank franz frederik ' +
  'friedhelm friedrich fritz gabriel georg gerald gerd gerhard gernot gert gottfried gregor guido gunter gunther hans harald ' +
  'harry hartmut hasan heiko heiner heinrich heinz helge helmut hendrik henning henrik henry herbert hermann holger horst hubert ' +
  'hugo ibrahim igor ingo ivan jakob jan jens joachim jochen johann johannes jonas jonathan jorg josef joseph juan julian julius ' +
  'jurg jurgen kai karl karsten kevin klaus knut konrad konstantin kurt lars laurenz leo leon leonhard lorenz lothar luca ludwig ' +
  'lukas luis lutz magnus malte manfred manuel marc marcel marco marcus mario mark marko markus martin mathias matthias max ' +
  'maximilian mehmet meinhard michael michel mike mirko mohammed moritz murat mustafa nico niklas niko nils norbert olaf oliver ' +
  'oskar oswald otto pascal patrick paul peter philip philipp pierre piotr rafael rainer ralf ralph reiner reinhard reinhold rene ' +
  'richard robert robin rolf roland roman ronald rudiger rudolf rupert samuel sascha sebastian sergej siegfried simon sonke soren ' +
  'stefan steffen stephan sven theo theodor thomas thorsten till tim timo tobias tom torben torsten udo ulf uli ulrich urs uwe ' +
  'valentin veit viktor vincent volker volkmar waldemar walter werner wilfried wilhelm willi winfried wolf wolfgang xaver yusuf'
const FEMALE =
  'agnes agnieszka aisha alexandra alice alina amelie andrea angela angelika anika anita anja anke anna annabell anne annegret ' +
  'anneliese annemarie annette annika antje antonia astrid ayse barbara beate beatrice beatrix berta bettina bianca birgit birgitt ' +
  'birte brigitta brigitte britta carina carla carmen carola carolin caroline catharina cathrin charlotte christa christel ' +
  'christiane christina christine clara claudia constanze cordula corinna cornelia dagmar daniela denise diana doris dorothea ' +
  'dorte edith ela elena eleonore elfriede elisa elisabeth elke ella ellen elsa elvira emilia emily emma erika erna esther eva ' +
  'evelyn fatma franziska frauke frieda friederike gabi gabriela gabriele gerda gerlinde gertrud gisela greta gudrun hanna hannah ' +
  'hannelore hedwig heide heidemarie heidi heike helena helene helga henriette hertha hilde hildegard ilona ilse imke ina ines ' +
  'inga inge ingeborg ingrid irene iris irina irmgard isabel isabell isabella jacqueline jana janina janine jasmin jennifer ' +
  'jessica johanna josefine judith julia juliane jutta karen karin karina karla karola katarina katharina kathe kathrin katja ' +
  'katrin kerstin kirsten klara kristin kristina lara larissa laura lea lena leonie leyla lieselotte lilli lina linda lisa lotte ' +
  'luisa luise lydia magda magdalena maike maja manuela mareike margarete margarethe margit margot margret maria marianne marie ' +
  'marina marion marlene marlies marta martha martina mathilda mechthild meike melanie melissa mia michaela mirjam miriam monika ' +
  'nadine nadja natalia natalie natascha nele nicole nina nora olga patricia paula pauline petra pia ramona rebecca regina regine ' +
  'renate ricarda rita romy rosa rosemarie roswitha ruth sabine sabrina sandra sara sarah saskia selina sibylle sigrid silke ' +
  'silvia simone sina sofia sonja sophia sophie stefanie stephanie susanna susanne svenja svetlana swantje sylvia tamara tanja ' +
  'tatjana teresa thea theresa theresia tina traute ulla ulrike ursula ute valerie vanessa vera verena veronika viktoria waltraud ' +
  'wiebke wilma yvonne zoe'

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
const ROOTS = rootsOf()

function rootsOf(): Map<string, string[]> {
  const roots = new Map<string, string[]>()
  for (const line of FORMS.split('|')) {
    const names = line.split(' ').map(plainName)
    for (const name of names) roots.set(name, [...(roots.get(name) ?? []), names[0] ?? ''])
  }
  return roots
}
