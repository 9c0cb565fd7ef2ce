/** The forms of an English verb; `noun` is the action noun that stands for it before `of`, empty if none. */
export interface Verb {
  base: string;
  past: string;
  gerund: string;
  third: string;
  noun: string;
}

// base, `=past` where irregular, `:noun` where the noun names the same action; `*` doubles the last consonant.
const LIST = `accelerate achieve acquire:acquisition adapt:adaptation add address adjust:adjustment administer:administration adopt:adoption
advise allocate:allocation answer apply approve:approval architect arrange assemble:assembly assess:assessment assign assist attend author
automate:automation balance book bring=brought brief broaden build=built calculate:calculation calibrate:calibration call care carry cater
chair check clean coach co-author code collaborate collect:collection combine communicate compare compile:compilation complete:completion
compose conceive conduct configure:configuration connect consolidate:consolidation construct:construction consult contribute control*
convert:conversion cook coordinate:coordination co-ordinate create:creation cultivate cut*=cut debug* decide define:definition delegate
deliver:delivery demonstrate deploy:deployment design:design detect:detection determine develop:development devise diagnose digitize direct
discover dispatch distribute:distribution document:documentation draft draw=drew drive=drove edit educate eliminate:elimination enable
encourage enforce:enforcement engage engineer enhance:enhancement ensure enter establish:establishment evaluate:evaluation examine:examination
execute:execution expand:expansion explain extend:extension extract:extraction facilitate:facilitation file find=found fix follow forecast=forecast
form formulate:formulation foster found fund gather generate:generation grow=grew guide handle head help hire host identify:identification
implement:implementation improve:improvement increase influence inform initiate:initiation innovate inspect:inspection install:installation
instruct:instruction integrate:integration interpret:interpretation interview introduce:introduction invent:invention investigate:investigation
issue keep=kept launch lead=led learn lecture liaise load lower maintain:maintenance make=made manage:management manufacture map* measure:measurement
mediate mentor merge migrate:migration moderate:moderation modernize:modernization modify:modification monitor motivate move negotiate:negotiation
observe obtain onboard open operate:operation optimize:optimization optimise:optimisation orchestrate:orchestration order organize:organization organise:organisation
orient overhaul oversee=oversaw own pack participate perform pilot pioneer place plan* prepare:preparation present:presentation prevent:prevention
prioritize:prioritization prioritise:prioritisation process procure:procurement produce:production program* promote:promotion propose prototype
prove provide:provision provision publish:publication purchase raise read=read rebuild=rebuilt receive recommend record recruit:recruitment
redesign:redesign reduce:reduction refactor refine:refinement register:registration release renew:renewal renovate:renovation reorganize repair
replace:replacement report represent:representation research resolve:resolution respond restore:restoration restructure review revise:revision
rewrite=rewrote roll run*=ran scale schedule screen secure select:selection sell=sold send=sent serve service set*=set shape ship* simplify:simplification
solve source speak=spoke standardize:standardization start stock streamline strengthen structure study submit*:submission supervise:supervision
supply support survey sustain take=took teach=taught test track trade train transcribe:transcription transfer* transform:transformation translate:translation
transport treat troubleshoot=troubleshot tutor update upgrade use utilize:utilization utilise:utilisation validate:validation verify:verification
analyze analyse attract close conclude deal=dealt greet interact qualify restock visit volunteer welcome win*=won work write=wrote`;

/** Gerunds that are as often nouns (`training materials`): they are verbs only before an object that says so. */
export const NOUN_LIKE_GERUNDS: ReadonlySet<string> = new Set(
  `accounting advising answering billing booking branding briefing building calling cleaning coaching coding computing consulting cooking drafting
drawing editing engineering filing finding funding fundraising handling hiring interviewing learning loading manufacturing marketing meeting mentoring
modeling monitoring onboarding opening operating ordering packing planning pricing printing processing programming publishing purchasing reading
recording recruiting reporting researching scheduling screening selling setting shipping sourcing staffing stocking teaching testing tracking
trading training tutoring understanding updating volunteering welcoming working`.split(/\s+/),
);

const VERBS: readonly Verb[] = LIST.split(/\s+/).map(parse);
const BY_FORM = new Map<string, Verb>();
for (const verb of VERBS)
  for (const form of [verb.noun, verb.third, verb.gerund, verb.past, verb.base])
    if (form && !BY_FORM.has(form)) BY_FORM.set(form, verb);
const BY_GERUND = new Map(VERBS.map((verb) => [verb.gerund, verb]));
const BY_PAST = new Map(VERBS.map((verb) => [verb.past, verb]));
const BY_NOUN = new Map(VERBS.filter((verb) => verb.noun).map((verb) => [verb.noun, verb]));

/** The verb whose gerund (`managing`) this is. */
export const verbOfGerund = (word: string): Verb | undefined => BY_GERUND.get(word.toLowerCase());
/** The verb whose past tense (`managed`) this is. */
export const verbOfPast = (word: string): Verb | undefined => BY_PAST.get(word.toLowerCase());
/** The verb whose action noun (`management`) this is. */
export const verbOfNoun = (word: string): Verb | undefined => BY_NOUN.get(word.toLowerCase());
/** The verb that this is any form of, action nouns included. */
export const verbOf = (word: string): Verb | undefined => BY_FORM.get(word.toLowerCase());

function parse(item: string): Verb {
  const [, base = '', doubled = '', irregular = '', noun = ''] =
    /^([a-z-]+)(\*)?(?:=([a-z]+))?(?::([a-z]+))?$/.exec(item) ?? [];
  const last = doubled ? base.slice(-1) : '';
  const soft = /[^eo]e$/.test(base) ? base.slice(0, -1) : base;
  const consonantY = /[^aeiou]y$/.test(base);
  const regular = base.endsWith('e')
    ? `${base}d`
    : consonantY
      ? `${base.slice(0, -1)}ied`
      : `${base}${last}ed`;
  const third = consonantY
    ? `${base.slice(0, -1)}ies`
    : /(?:s|x|z|ch|sh|o)$/.test(base)
      ? `${base}es`
      : `${base}s`;
  return { base, past: irregular || regular, gerund: `${soft}${last}ing`, third, noun };
}
