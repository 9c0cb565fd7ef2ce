import { eld } from 'eld/small';

/** BCP 47 language of a text; `en` when it cannot be told. */
export function detectLanguage(text: string): string {
  const result = eld.detect(text);
  return result.language !== '' && result.isReliable() ? result.language : 'en';
}
