import { fold } from '../words.js';
import { looksLikeOrganisation } from './word-scores.js';

const COUNTRIES = `usa|us|u s a|united states|united states of america|uk|u k|united kingdom|england|scotland|wales|northern ireland|ireland|germany|
  deutschland|france|spain|espana|italy|italia|portugal|poland|polska|netherlands|the netherlands|nederland|belgium|belgique|belgie|austria|
  osterreich|switzerland|schweiz|suisse|luxembourg|denmark|danmark|sweden|sverige|norway|norge|finland|suomi|iceland|estonia|latvia|lithuania|
  czech republic|czechia|slovakia|slovenia|hungary|romania|bulgaria|greece|croatia|serbia|bosnia|ukraine|russia|belarus|turkey|turkiye|israel|uae|
  united arab emirates|saudi arabia|qatar|egypt|morocco|tunisia|nigeria|kenya|ghana|south africa|ethiopia|india|pakistan|bangladesh|sri lanka|
  nepal|china|hong kong|taiwan|japan|south korea|korea|s korea|singapore|malaysia|indonesia|philippines|thailand|vietnam|australia|new zealand|
  canada|mexico|brazil|brasil|argentina|chile|colombia|peru|uruguay|ecuador|costa rica|puerto rico|cyprus|malta`;
const CITIES = `berlin|munich|munchen|hamburg|cologne|koln|frankfurt|frankfurt am main|stuttgart|dusseldorf|leipzig|dresden|hannover|nuremberg|nurnberg|
  bremen|bonn|karlsruhe|mannheim|heidelberg|aachen|paris|lyon|marseille|toulouse|bordeaux|lille|nantes|nice|strasbourg|london|manchester|
  birmingham|leeds|edinburgh|glasgow|bristol|cambridge|oxford|dublin|belfast|madrid|barcelona|valencia|sevilla|seville|bilbao|malaga|lisbon|
  lisboa|porto|rome|roma|milan|milano|turin|torino|naples|napoli|bologna|florence|firenze|warsaw|warszawa|krakow|cracow|wroclaw|gdansk|poznan|
  lodz|katowice|amsterdam|rotterdam|utrecht|eindhoven|den haag|the hague|brussels|bruxelles|antwerp|ghent|vienna|wien|graz|zurich|geneva|geneve|
  basel|bern|lausanne|copenhagen|stockholm|gothenburg|oslo|helsinki|prague|praha|budapest|bucharest|sofia|athens|istanbul|ankara|kyiv|kiev|
  moscow|tel aviv|dubai|abu dhabi|cairo|lagos|nairobi|cape town|johannesburg|mumbai|bangalore|bengaluru|hyderabad|delhi|new delhi|pune|chennai|
  kolkata|shanghai|beijing|shenzhen|tokyo|osaka|seoul|sydney|melbourne|brisbane|toronto|vancouver|montreal|ottawa|new york|new york city|nyc|
  san francisco|los angeles|chicago|boston|seattle|austin|houston|dallas|atlanta|miami|denver|philadelphia|phoenix|san diego|san jose|portland|
  washington dc|washington d c|mexico city|sao paulo|rio de janeiro|buenos aires|bogota|santiago|lima|manila|jakarta|bangkok|kuala lumpur`;
const REGIONS = `al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va
  wa wv wi wy dc on qc bc ab mb sk ns nsw vic qld california texas florida washington massachusetts illinois pennsylvania ohio georgia virginia
  colorado oregon michigan arizona ontario quebec bavaria bayern hessen sachsen`;
const PLACES = new Set(`${COUNTRIES}|${CITIES}`.split('|').map((name) => name.replace(/\s+/g, ' ').trim()));
const KNOWN_REGIONS = new Set(REGIONS.split(/\s+/));
const COUNTRY_NAMES = new Set(COUNTRIES.split('|').map((name) => name.replace(/\s+/g, ' ').trim()));
const WORKPLACE =
  /^(?:remote|hybrid|on-?site|worldwide|home ?office|t[ée]l[ée]travail|online)(?:\s*[(,/-]?\s*[\p{L} .,]+\)?)?$/iu;
const NAME =
  "\\p{Lu}[\\p{L}.'’]*(?:[ -](?:\\p{Lu}|am|an|der|de|del|la|le|les|do|da|di|sur|upon|of|im|bei)[\\p{L}.'’]*){0,3}";
const PAIR = new RegExp(`^(?:${NAME}),\\s*(?:${NAME})(?:,\\s*(?:${NAME}))?(?:\\s+[\\d-]{4,10})?$`, 'u');
const CODED = new RegExp(`^(?:[A-Z]{1,2}-)?\\d{4,5}(?:\\s?[A-Z]{2})?\\s+(?:${NAME})(?:,\\s*${NAME})?$`, 'u');

function phrase(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** True for a city with its region or country, a country, a postcode with a city, a large city, or `Remote`. */
export function isPlace(source: string): boolean {
  const text = source.trim().replace(/^\((.*)\)$/, '$1');
  if (text.length > 60 || text === '') return false;
  if (WORKPLACE.test(text) || PLACES.has(phrase(text)) || CODED.test(text)) return true;
  if (!PAIR.test(text) || looksLikeOrganisation(text)) return false;
  const parts = text.split(/,\s*/).map((part) => phrase(part.replace(/\s+[\d-]{4,10}$/, '')));
  const [first = '', second = ''] = parts;
  const last = parts.at(-1) ?? '';
  // "Google, Mountain View, CA" is a company and its place
  if (parts.length === 3 && !KNOWN_REGIONS.has(second) && !COUNTRY_NAMES.has(second) && !PLACES.has(first))
    return false;
  return KNOWN_REGIONS.has(last) || COUNTRY_NAMES.has(last) || PLACES.has(first) || last.endsWith(' korea');
}

/** Parts a place from the end of a text: `Google, Mountain View, CA` gives `Google` and `Mountain View, CA`. */
export function splitTrailingPlace(text: string): { rest: string; place: string } {
  const pieces = text.split(/(\s*[,(|·•]\s*|\s+[–—-]\s+)/);
  for (let at = 2; at < pieces.length; at += 2) {
    const place = pieces.slice(at).join('').replace(/\)$/, '').trim();
    if (isPlace(place))
      return {
        rest: pieces
          .slice(0, at - 1)
          .join('')
          .trim(),
        place,
      };
  }
  return { rest: text, place: '' };
}
