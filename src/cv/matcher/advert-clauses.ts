/** A stretch of an advert and how much what it names matters. */
export interface Clause {
  text: string;
  importance: 'required' | 'preferred';
  /** True inside a requirements part or with a word such as "must". */
  stressed: boolean;
}

const REQUIREMENTS =
  /^(?:(?:minimum|basic|key|job|your|our)\s+)?(?:requirements?|qualifications?|must[- ]haves?|what you(?:['’]ll)? (?:need|bring)|what we(?:['’]re| are)? (?:look|expect|ask)\w*(?: for)?|who you are|you have|your profile|skills(?: and experience)?|anforderungen|ihr profil|dein profil|profil recherché|requisitos|wymagania|requisiti|vereisten)\b/i;
const NICE_TO_HAVE =
  /^(?:nice[- ]to[- ]haves?|preferred(?: qualifications| skills)?|bonus(?: points)?|pluses|desirable|good to have|optional|von vorteil|wünschenswert|mile widziane|se valora)\b/i;
const OTHER_PART =
  /^(?:(?:key )?responsibilities|what you(?:['’]ll| will) do|about(?: (?:us|the (?:role|company|team)))?|benefits|perks|what we offer|we offer|the role|your tasks|how to apply|aufgaben|wir bieten)\b/i;
const OPTIONAL =
  /\b(?:nice to have|preferred|preferably|a plus|is a bonus|bonus|desirable|advantageous|an advantage|optional|appreciated|not required|ideally|von vorteil|wünschenswert)\b/i;
const STRESSED =
  /\b(?:must|required|essential|mandatory|strong|expert|expertise|deep|proficien\w+|hands-on|solid|proven|years?)\b/i;

/** Splits an advert into clauses; headings ("Requirements:") hold for what follows up to the next one. */
export function advertClauses(description: string): Clause[] {
  let part: 'required' | 'preferred' | 'other' = 'other';
  return description
    .split(/;|\n{2,}|\n(?=\s*[-•*▪◦·])|\n(?=[^\n]{0,60}:\s*(?:\n|$))|(?<=[.!?])\s+(?=\p{Lu})|(?<=:)\s*\n/u)
    .map((raw) => raw.replace(/^[\s•*▪◦·-]+/, '').trim())
    .filter((text) => text !== '')
    .map((text): Clause => {
      if (REQUIREMENTS.test(text)) part = 'required';
      else if (NICE_TO_HAVE.test(text)) part = 'preferred';
      else if (OTHER_PART.test(text) && /^.{0,60}:|^[^.]{0,40}$/.test(text)) part = 'other';
      const optional = part === 'preferred' || OPTIONAL.test(text);
      return {
        text,
        importance: optional ? 'preferred' : 'required',
        stressed: !optional && (part === 'required' || STRESSED.test(text)),
      };
    });
}
