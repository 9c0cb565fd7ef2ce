/** Nouns of job titles, in several languages, folded; endings such as `-in` and `s` are allowed after them. */
const ROLES = `engineer developer manager director analyst consultant architect designer intern internship assistant associate specialist
  coordinator administrator officer lead leader head president founder cofounder owner programmer scientist researcher teacher tutor lecturer
  professor instructor trainer coach nurse physician doctor accountant auditor controller clerk secretary receptionist technician mechanic
  electrician operator supervisor foreman representative salesperson seller buyer planner strategist advisor adviser editor writer author
  journalist reporter translator interpreter photographer artist producer musician chef cook waiter waitress barista bartender cashier driver
  courier warehouse handler picker packer loader stocker crew worker labourer guard agent broker banker trader lawyer attorney paralegal solicitor counsel judge pharmacist therapist
  psychologist counselor counsellor caregiver volunteer member fellow trainee apprentice student freelancer contractor self-employed
  executive partner principal ceo cto cfo coo cio cmo vp svp evp avp sre devops tester qa dba sysadmin webmaster recruiter ambassador organizer
  organiser creator maintainer contributor evangelist advocate marketer copywriter scrum generalist merchandiser stylist dentist surgeon
  pilot steward inspector surveyor estimator machinist welder carpenter plumber hand aide postdoc statistician economist actuary librarian
  curator archivist chemist biologist physicist mathematician mentor captain chair chairman chairperson treasurer employee
  ingenieur entwickler leiter berater mitarbeiter referent assistenz praktikant werkstudent auszubildender azubi lehrer dozent techniker
  kaufmann kauffrau sachbearbeiter geschaftsfuhrer projektleiter abteilungsleiter teamleiter fachinformatiker verkaufer buchhalter softwareentwickler
  softwareingenieur krankenpfleger pflegefachkraft erzieher forscher hilfskraft freiberufler selbststandig
  chercheur chercheuse developpeur developpeuse ingenieure chef charge chargee responsable directeur directrice stagiaire alternant alternante consultante
  technicien vendeur vendeuse comptable enseignant professeur gestionnaire apprenti conseiller conseillere
  investigador investigadora ingeniero ingeniera desarrollador desarrolladora gerente jefe jefa analista consultor consultora becario becaria profesor profesora tecnico
  vendedor vendedora contable administrativo auxiliar coordinador coordinadora director directora practicante ayudante encargado dependiente
  engenheiro engenheira desenvolvedor desenvolvedora estagiario estagiaria professora diretor diretora assistente coordenador
  ricercatore ricercatrice ingegnere sviluppatore sviluppatrice responsabile tirocinante stagista impiegato impiegata insegnante commesso
  inzynier programista programistka kierownik specjalista specjalistka analityk stazysta stazystka praktykant konsultant dyrektor
  badacz nauczyciel ksiegowy ksiegowa sprzedawca asystent asystentka mlodszy starszy
  ontwikkelaar medewerker stagiair stagiaire adviseur directeur docent verkoper beheerder`;

/** Words of company and institution names, folded. */
const ORGANISATIONS = `inc llc ltd limited corp corporation company plc gmbh ohg mbh sarl srl spa zoo kft pty ltda group holding holdings partners labs laboratories technologies systems solutions services industries enterprises
  ventures studio studios agency bank hospital clinic university college school institute institut institution academy universitat universite
  universidad universidade universita uniwersytet universiteit hochschule fachhochschule politechnika polytechnic ministry department
  foundation association society council museum library church center centre nonprofit store restaurant hotel cafe office firm consulting
  logistics pharma pharmaceuticals airlines media press news networks network international global bros stiftung verein
  krankenhaus klinikum sparkasse versicherung verlag werke fabrik firma groupe societe banque hopital empresa grupo banco fundacion
  gruppo banca azienda ospedale spolka szpital`;

/** Words of degrees and certificates of education, folded. */
const DEGREES = `bachelor bachelors master masters phd dphil doctorate doctor doctoral mba emba bsc msc ba ma bs ms bba beng meng btech mtech bcom
  mcom bfa mfa jd md llb llm mphil mres mpa mph edd associate associates aas diploma diplom diplome degree minor major certificate
  abitur abschluss ausbildung staatsexamen magister magistra promotion fachabitur realschulabschluss fachhochschulreife reifeprufung
  licence maitrise doctorat baccalaureat bac bts dut cap ingenieur licenciatura licenciado licenciada grado maestria doctorado bachillerato
  ingenieria tecnico licenciatura mestrado doutorado doutoramento bacharelado bacharel laurea dottorato diploma maturita inzynier licencjat
  doktorat matura studia hbo wo vwo havo mbo ged a-levels a-level gcse gcses ib`;

/** Words of schools, folded. */
const SCHOOLS = `university univ uni college school institute institut academy universitat universite universidad universidade universita
  uniwersytet universiteit hochschule fachhochschule politechnika politecnico politecnica polytechnic polytechnique ecole lycee faculty fakultat
  gymnasium gesamtschule realschule berufsschule berufskolleg akademie escuela instituto colegio facultad escola faculdade liceo scuola istituto
  accademia szkola liceum technikum akademia wydzial hogeschool conservatory seminary insead mit eth epfl caltech ucla usc nyu tum rwth kit
  iit bootcamp codecademy udacity coursera berkeley oxford cambridge harvard stanford yale princeton postech`;

const toSet = (words: string): Set<string> => new Set(words.split(/\s+/));
export const ROLE_WORDS = toSet(ROLES);
export const ORGANISATION_WORDS = toSet(ORGANISATIONS);
export const DEGREE_WORDS = toSet(DEGREES);
export const SCHOOL_WORDS = toSet(SCHOOLS);
