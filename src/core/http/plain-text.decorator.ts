import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsString, MaxLength, MinLength } from 'class-validator';
import sanitize from 'sanitize-html';

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** Schemes that run code and inline event handlers, which have no business in a CV or an advert. */
const ACTIVE =
  /javascript:|vbscript:|data:text\/html[^\s]*|\bon(?:click|dblclick|error|load|focus|blur|mouse\w+|key\w+|submit)\s*=\s*(?:"[^"]*"|'[^']*'|\S+)?/gi;

/** The text without HTML and anything active; line breaks stay. Runs until nothing changes, so nothing can be nested. */
export function plainText(text: string): string {
  let current = text;
  for (;;) {
    const bare = withoutTags(current).replace(ACTIVE, '');
    if (bare === current) return bare.replace(/\r\n?/g, '\n').trim();
    current = bare;
  }
}

function withoutTags(text: string): string {
  if (!/[<&]/.test(text)) return text; // most texts: nothing a parser could see in them
  return sanitize(text, {
    allowedTags: [],
    allowedAttributes: {},
    parser: { decodeEntities: false },
  }).replace(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** A text field: made plain first, then held to its length in characters. */
export function PlainText({ min = 0, max }: { min?: number; max: number }): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? plainText(value) : value)),
    IsString(),
    MinLength(min),
    MaxLength(max),
  );
}
