const FORMS = [
  'GmbH\\s*(?:&|und|\\+)\\s*Co\\.?\\s*(?:KGaA|KG|OHG)',
  'UG\\s*\\(haftungsbeschränkt\\)(?:\\s*&\\s*Co\\.?\\s*KG)?',
  '(?:g|gem\\.\\s?)?GmbH',
  'Ges\\.?\\s?m\\.?\\s?b\\.?\\s?H\\.?',
  'mbH',
  'UG',
  'AG\\s*&\\s*Co\\.?\\s*KG',
  'AG',
  'SE(?:\\s*&\\s*Co\\.?\\s*KGaA)?',
  'KGaA',
  'KG',
  'o?OHG',
  'e\\.\\s?K(?:fm|fr)?\\.?',
  'e\\.\\s?U\\.?',
  'e\\.\\s?G\\.?|eG',
  'e\\.\\s?V\\.?',
  'GbR',
  'OG',
  'PartG(?:\\s*mbB)?|PartGmbB|mbB',
  'KlG|Einzelunternehmen|Einzelfirma',
  'Sàrl|SARL|S\\.?à\\.?r\\.?l\\.?|SA|S\\.A\\.|SAS|SNC',
  'Ltd\\.?|Limited|LLC|Inc\\.?|Corp\\.?|PLC|plc|LLP',
  'B\\.?V\\.?|N\\.V\\.|S\\.?p\\.?A\\.?|S\\.?r\\.?l\\.?|A/S|ApS|AB|Oy|s\\.r\\.o\\.|Sp\\. z o\\.o\\.',
]

/** Legal forms of the German-speaking countries and their neighbours, at the end of a name. */
export const LEGAL_FORM = new RegExp(String.raw`(?<=\s|^|\.)(?:${FORMS.join('|')})(?=$|[\s,;.)])`, 'u')

/** Words by which a firm is known that says no legal form. */
export const FIRM_WORD =
  /(?:^|[\s-])(?:(?:Stadt|Gemeinde|Landkreis|Universität|Hochschule|Technische Universität|Institut|Akademie|Verband|Verein|Stiftung|Kammer|Ministerium|Bundesamt|Landesamt|Klinik|Klinikum|Krankenhaus|Praxis|Gemeinschaftspraxis|Zahnarztpraxis|Apotheke|Kanzlei|Notariat|Architekturbüro|Ingenieurbüro|Planungsbüro|Steuerkanzlei|Agentur|Verlag|Druckerei|Bäckerei|Metzgerei|Fleischerei|Konditorei|Schreinerei|Tischlerei|Zimmerei|Schlosserei|Malerbetrieb|Meisterbetrieb|Werkstatt|Werkstätten|Autohaus|Fahrschule|Gärtnerei|Weingut|Brauerei|Hotel|Gasthof|Gasthaus|Restaurant|Café|Sparkasse|Volksbank|Raiffeisenbank|Genossenschaft|Versicherungen?|Immobilien|Hausverwaltung|Spedition|Logistik|Bauunternehmen|Bauunternehmung|Bedachungen|Holzbau|Metallbau|Stahlbau|Maschinenbau|Anlagenbau|Elektrotechnik|Haustechnik|Sanitär|Software|Consulting|Solutions|Systems|Group|Gruppe|Holding|Partners|Company|Studio|Labor|Museum|Theater|Schule|Gymnasium|Kindergarten|Kita|Gebrüder|Fa\.|Firma|Werke|Transporte|Reisen|Treuhand|Garage)|\p{L}+(?:bau|technik|werke?|handel|service|bank|kasse|verwaltung|schule|zentrum|klinik|praxis|büro|verlag|haus|betrieb))(?=$|[\s,.&-])/u

/** What people do, by the words of their titles in German and English. */
export const POSITION =
  /(?:^|[\s/(-])(?:\p{L}*(?:geschäftsführ(?:er|ung)|geschäftsleit(?:er|ung)|vorst(?:and|änd)|vorsitzende|präsident|inhaber|eigentümer|prokurist|leit(?:er|ung|erin)|direktor|manager|management|assisten[tz]|referent|sekretär|sekretariat|sachbearbeit|berat(?:er|ung|erin)|vertrieb|verkauf|verkäufer|verkaufs|einkauf|einkäufer|marketing|buchhalt|controll|personal|disponent|disposition|techniker|ingenieur|entwickler|programmierer|architekt|rechtsanw[aä]lt|notar|steuerberat|wirtschaftsprüf|meister|monteur|kaufmann|kauffrau|kaufleute|außendienst|innendienst|kundendienst|kundenbetreu|betreuer|koordinat|redakt|gestalter|pressesprech|sprecher|gesellschafter|auszubildende|praktikant|werkstudent|professor(?:in)? für|dozent|lehrer|arzt|ärztin|trainer|coach|bürgermeister|stadtrat|abteilung|bereich|stabsstelle|empfang|zentrale dienste|qualitäts|logistik|produktion|fertigung|it-)\p{L}*|ceo|cto|cfo|coo|cio|cmo|cso|md|vp|head|director|officer|lead|chief|founder|co-founder|owner|partner(?:in)?|associate|consultant|engineer|developer|designer|analyst|specialist|executive|representative|administrator|accountant|sales|hr|purchasing|procurement|key account|account|product|project|projekt\p{L}*|business development|customer success|support|president|vice president|secretary|buyer|agent)(?:in|innen|\*in|:in|\/in)?(?=$|[\s/,.()&:*-])/iu
