import type { CvSection, SectionKind } from '../document/cv-document.js';
import { cleanLine } from './text-cleaning.js';

/** Words a renderer adds itself; section headings only where the document has none of its own. */
export interface Labels {
  page: string;
  present: string;
  sections: Record<SectionKind, string>;
}

const ORDER: readonly SectionKind[] = [
  'profile',
  'experience',
  'education',
  'skills',
  'projects',
  'certificates',
  'languages',
  'publications',
  'awards',
  'volunteer',
  'interests',
  'references',
  'custom',
];

function labels(page: string, present: string, headings: string): Labels {
  const words = headings.split('|');
  const sections = Object.fromEntries(ORDER.map((kind, index) => [kind, words[index] ?? '']));
  return { page, present, sections: sections as Labels['sections'] };
}

/** By primary language subtag; headings in the order of `ORDER`. */
const BY_LANGUAGE: Record<string, Labels> = {
  en: labels(
    'page',
    'Present',
    'Profile|Experience|Education|Skills|Projects|Certifications|Languages|Publications|Awards|Volunteering|Interests|References|Further information',
  ),
  de: labels(
    'Seite',
    'heute',
    'Profil|Berufserfahrung|Ausbildung|Kenntnisse|Projekte|Zertifikate|Sprachen|Veröffentlichungen|Auszeichnungen|Ehrenamt|Interessen|Referenzen|Weitere Angaben',
  ),
  fr: labels(
    'page',
    'aujourd’hui',
    'Profil|Expérience professionnelle|Formation|Compétences|Projets|Certifications|Langues|Publications|Distinctions|Bénévolat|Centres d’intérêt|Références|Informations complémentaires',
  ),
  es: labels(
    'página',
    'actualidad',
    'Perfil|Experiencia laboral|Formación|Competencias|Proyectos|Certificaciones|Idiomas|Publicaciones|Premios|Voluntariado|Intereses|Referencias|Información adicional',
  ),
  pl: labels(
    'strona',
    'obecnie',
    'Profil|Doświadczenie zawodowe|Wykształcenie|Umiejętności|Projekty|Certyfikaty|Języki|Publikacje|Nagrody|Wolontariat|Zainteresowania|Referencje|Informacje dodatkowe',
  ),
  it: labels(
    'pagina',
    'oggi',
    'Profilo|Esperienza professionale|Istruzione|Competenze|Progetti|Certificazioni|Lingue|Pubblicazioni|Premi|Volontariato|Interessi|Referenze|Ulteriori informazioni',
  ),
  pt: labels(
    'página',
    'atualmente',
    'Perfil|Experiência profissional|Formação acadêmica|Competências|Projetos|Certificações|Idiomas|Publicações|Prêmios|Voluntariado|Interesses|Referências|Informações adicionais',
  ),
  nl: labels(
    'pagina',
    'heden',
    'Profiel|Werkervaring|Opleiding|Vaardigheden|Projecten|Certificaten|Talen|Publicaties|Prijzen|Vrijwilligerswerk|Interesses|Referenties|Overige informatie',
  ),
};
const ENGLISH = BY_LANGUAGE.en as Labels;

/** The words for a BCP 47 language; English where there are none. */
export function labelsOf(language: string): Labels {
  return BY_LANGUAGE[language.toLowerCase().split(/[-_]/)[0] ?? ''] ?? ENGLISH;
}

/** The heading as the source had it, else the usual one of its kind in the document's language. */
export function headingOf(section: CvSection, language: string): string {
  return cleanLine(section.title) || labelsOf(language).sections[section.kind];
}
