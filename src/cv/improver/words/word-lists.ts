const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Words that carry no fact of their own: the only ones a change may bring in or take out. */
export const NEUTRAL_WORDS =
  words(`a an the and of to in on at for with as that which who whose this these those it its their his her
there is are was were be been being has have had do does did also well while when where during within across through
throughout toward towards per via among along including included includes related regarding concerning based because so then now both each every all
i i've i'm i'd me my we our us they them you your he she one's itself themselves part parts area areas role roles duty duties task tasks
activity activities effort efforts focus focused focusing responsible various very really successfully order respect`);

/** Words that the shorter forms of stock phrases do without (`due to the fact that`); a change may take them out. */
export const DROPPABLE_WORDS = words('due fact basis actively personally am');

/** Words whose presence and place decide what a sentence says: none may appear, vanish or change places. */
export const GUARD_WORDS =
  words(`not no never none neither nor cannot without hardly barely seldom rarely or from by into than under over above below about up
estimated almost nearly approximately roughly around least most only until till since before after between except despite instead versus against
junior assistant deputy vice trainee intern interim acting co former failed tried attempted planned proposed reported reporting unpaid voluntary
half double doubled triple tripled quadruple quadrupled twice thrice dozen dozens hundred hundreds thousand thousands million millions billion billions
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
thirty forty fifty sixty seventy eighty ninety first second third fourth fifth quarter quarters percent percentage
year years month months week weeks day days hour hours minute minutes daily weekly monthly yearly annual annually quarterly`);

/** Words that say "not alone" or "not fully": each must stay, those for a part in something as one of their kind. */
export const HEDGES =
  words(`help helps helped helping assist assists assisted assisting support supports supported supporting participate participates
participated participating contribute contributes contributed contributing involve involves involved involving part member aid aids aided aiding
exposure familiar familiarity basic beginner elementary learning learned learnt some partly partially shadowed shadowing we our us together jointly`);

/** Roots that stand for one another: neither claims more than the other. */
export const SAME_ROOTS: ReadonlyMap<string, string> = new Map([
  ['utilize', 'use'],
  ['utilise', 'use'],
  ...['assist', 'support', 'participate', 'contribute', 'involv', 'aid'].map(
    (root) => [root, 'help'] as const,
  ),
]);
