import type { SectionKind } from '../../document/cv-document.js';

/** What a heading may announce; `contact` is folded into the profile. */
export type HeadingKind = SectionKind | 'contact';

/** Whole headings per kind in en, de, fr, es, pt, it, pl, nl; compared without accents, case and punctuation. */
export const HEADINGS: Record<HeadingKind, string> = {
  profile: `summary|professional summary|executive summary|career summary|summary of qualifications|profile|professional profile|
    personal profile|about|about me|who i am|objective|career objective|professional objective|personal statement|bio|overview|
    career profile|introduction|profil|kurzprofil|uber mich|ueber mich|zusammenfassung|personliches profil|berufliches profil|
    a propos|a propos de moi|resume|profil professionnel|presentation|accroche|objectif|perfil|perfil profesional|resumen|
    resumen profesional|sobre mi|extracto|perfil profissional|resumo|resumo profissional|sobre mim|objetivo|profilo|
    profilo professionale|sommario|su di me|chi sono|o mnie|podsumowanie|podsumowanie zawodowe|profil zawodowy|cel zawodowy|
    profiel|samenvatting|over mij|persoonlijk profiel`,
  contact: `contact|contacts|contact me|contact details|contact information|contact info|personal details|personal information|personal data|
    details|kontakt|kontaktdaten|personliche daten|personliche angaben|zur person|coordonnees|informations personnelles|
    etat civil|contacto|datos de contacto|datos personales|informacion de contacto|informacion personal|contato|dados pessoais|
    informacoes pessoais|contatti|dati personali|informazioni personali|dane osobowe|dane kontaktowe|contactgegevens|
    persoonlijke gegevens|personalia|get in touch|links|social|profiles|online profiles`,
  experience: `experience|work experience|professional experience|employment|employment history|work history|career history|
    professional background|career|relevant experience|industry experience|work|positions held|internships|internship|internship experience|
    professional history|work and experience|berufserfahrung|berufserfahrungen|beruflicher werdegang|werdegang|praktische erfahrung|
    praktika|arbeitserfahrung|erfahrung|beruf|berufliche erfahrung|berufliche laufbahn|berufspraxis|berufstatigkeit|
    experience professionnelle|experiences professionnelles|experiences|parcours professionnel|emplois|stages|parcours|
    experiencia|experiencia laboral|experiencia profesional|trayectoria profesional|historial laboral|experiencia profissional|
    historico profissional|percurso profissional|esperienza|esperienze|esperienza lavorativa|esperienze lavorative|esperienza professionale|
    esperienze professionali|doswiadczenie|doswiadczenie zawodowe|przebieg kariery|historia zatrudnienia|praktyki|
    werkervaring|ervaring|loopbaan|professionele ervaring`,
  education: `education|education and training|academic background|educational background|academic history|academics|academic qualifications|
    qualifications|education and qualifications|studies|schooling|training|ausbildung|bildung|bildungsweg|studium|ausbildung und studium|
    akademischer werdegang|schulbildung|hochschulbildung|schulische ausbildung|bildungsgang|aus und weiterbildung|studium und ausbildung|
    formation|formations|etudes|diplomes|education et formation|parcours academique|formation academique|formation et diplomes|educacion|
    formacion|formacion academica|estudios|titulacion|educacao|formacao|formacao academica|escolaridade|istruzione|
    istruzione e formazione|formazione|titoli di studio|studi|wyksztalcenie|edukacja|wyksztalcenie i szkolenia|opleiding|
    opleidingen|onderwijs|studie|educatie`,
  skills: `skills|technical skills|key skills|core skills|skill set|skillset|skill highlights|professional skills|soft skills|hard skills|
    core competencies|competencies|competences|areas of expertise|expertise|technical expertise|technologies|tools|tools and technologies|
    tech stack|technical proficiencies|proficiencies|programming languages|technical competencies|computer skills|it skills|
    strengths|key strengths|specialties|specialities|software|kenntnisse|fahigkeiten|faehigkeiten|kompetenzen|edv kenntnisse|it kenntnisse|
    fachkenntnisse|kenntnisse und fahigkeiten|fahigkeiten und kenntnisse|technische kenntnisse|starken|besondere kenntnisse|edv|
    competences techniques|competences cles|informatique|outils|savoir faire|savoir etre|competences informatiques|habilidades|aptitudes|
    competencias|conocimientos|habilidades tecnicas|conocimientos tecnicos|conocimientos informaticos|informatica|competencias tecnicas|
    competenze|capacita e competenze|competenze tecniche|competenze informatiche|capacita|conoscenze informatiche|umiejetnosci|
    kompetencje|umiejetnosci techniczne|vaardigheden|competenties|technische vaardigheden|kennis`,
  projects: `projects|personal projects|selected projects|key projects|academic projects|side projects|open source|open source projects|
    open source contributions|portfolio|relevant projects|notable projects|projekte|ausgewahlte projekte|projektliste|projets|
    projets personnels|realisations|proyectos|proyectos personales|projetos|projetti|progetti|progetti personali|projekty|projecten`,
  certificates: `certifications|certificates|certification|licenses|licenses and certifications|certifications and licenses|
    professional certifications|courses|courses and certifications|courses and certificates|professional development|trainings|
    training and certifications|continuing education|certifications and training|zertifikate|zertifizierungen|weiterbildung|weiterbildungen|
    fortbildung|fortbildungen|kurse|certificats|certificaciones|certificados|cursos|cursos y certificaciones|certificacoes|certificazioni|
    corsi|certificati|certyfikaty|kursy|szkolenia|kursy i szkolenia|kursy i certyfikaty|certificaten|cursussen|certificeringen|licences`,
  languages: `languages|language skills|language|foreign languages|language proficiency|sprachen|sprachkenntnisse|langues|langues etrangeres|
    idiomas|linguas|lingue|lingue straniere|conoscenze linguistiche|competenze linguistiche|jezyki|jezyki obce|znajomosc jezykow|talen|
    talenkennis`,
  publications: `publications|selected publications|papers|patents|patents and publications|publications and patents|research papers|
    publikationen|veroffentlichungen|patente|brevets|publicaciones|patentes|publicacoes|pubblicazioni|brevetti|publikacje|patenty|
    publicaties|presentations|conference presentations`,
  awards: `awards|honors|honours|honors and awards|honours and awards|awards and honors|awards and achievements|achievements|accomplishments|
    key achievements|scholarships|awards and recognition|recognition|selected honors|distinctions|honors and scholarships|auszeichnungen|
    preise|erfolge|stipendien|auszeichnungen und stipendien|prix|prix et distinctions|recompenses|premios|logros|reconocimientos|conquistas|
    premi|riconoscimenti|nagrody|osiagniecia|nagrody i wyroznienia|prijzen|onderscheidingen|prestaties`,
  volunteer: `volunteer|volunteering|volunteer experience|volunteer work|community|community service|community involvement|leadership|
    leadership experience|extracurricular activities|extracurriculars|activities|leadership and activities|ehrenamt|ehrenamtliche tatigkeiten|
    ehrenamtliches engagement|engagement|soziales engagement|benevolat|vie associative|voluntariado|actividades|volontariato|attivita|wolontariat|
    vrijwilligerswerk|activities and leadership|activities and societies|involvement`,
  interests: `interests|hobbies|hobbies and interests|interests and hobbies|personal interests|interessen|hobbys|hobbies und interessen|
    hobbys und interessen|interessen und hobbys|freizeit|centres d interet|center d interet|loisirs|centres d interets|intereses|aficiones|
    pasatiempos|interesses|passatempos|interessi|hobby|hobby e interessi|zainteresowania|hobby i zainteresowania|interesses en hobby s|
    hobby s|passions`,
  custom: `declaration|additional information|additional|miscellaneous|other|other information|memberships|affiliations|professional affiliations|
    professional memberships|conferences|talks|invited talks|teaching|relevant coursework|coursework|research|research interests|military service|
    sonstiges|mitgliedschaften|divers|autres|otros|varie|altro|inne|overig`,
  references: `references|referees|referenzen|references professionnelles|referencias|referenze|referencje|referenties`,
};

/** A word in a longer heading ("Computer Engineering Experience") tells its kind; later words count first. */
export const HEADING_WORDS: Partial<Record<HeadingKind, string>> = {
  experience:
    'experience employment internships berufserfahrung werdegang experiencia esperienza esperienze doswiadczenie werkervaring experiences',
  education:
    'education ausbildung formation educacion formacion formacao formazione istruzione wyksztalcenie opleiding',
  skills:
    'skills kenntnisse competencies expertise technologies proficiencies competences habilidades competenze umiejetnosci vaardigheden kompetenzen',
  projects: 'projects projekte projets proyectos projetos progetti projekty projecten',
  certificates:
    'certifications certificates courses zertifikate weiterbildung certificaciones certificazioni certyfikaty kursy coursework',
  publications: 'publications patents publikationen publicaciones',
  awards: 'awards honors honours achievements auszeichnungen scholarships',
  volunteer: 'volunteer volunteering leadership extracurricular ehrenamt',
  interests: 'interests hobbies interessen hobbys',
  references: 'references referenzen',
  languages: 'languages sprachen sprachkenntnisse langues idiomas lingue',
  profile: 'summary objective',
};
