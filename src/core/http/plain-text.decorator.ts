import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsString, MaxLength, MinLength } from 'class-validator';
import sanitize from 'sanitize-html';

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** Schemes that run code and inline event handlers, which have no business in a CV or an advert. */
const ACTIVE =
  /javascript:|vbscript:|data:text\/html[^\s]*|\bon(?:click|dblclick|error|load|focus|blur|mouse\w+|key\w+|submit)\s*=\s*(?:"[^"]*"|'[^']*'|\S+)?/gi;

/** Each pass takes one layer of nesting away; honest text needs two. */
const MAX_PASSES = 10;

/**
 * The text without HTML and anything active; line breaks stay. Runs until nothing changes, so nothing can be nested.
 * @returns null for text that is nested deeper than anybody means.
 */
export function plainText(text: string): string | null {
  let current = text;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const bare = withoutTags(current).replace(ACTIVE, '');
    if (bare === current) return bare.replace(/\r\n?/g, '\n').trim();
    current = bare;
  }
  return null;
}

function withoutTags(text: string): string {
  if (!/[<&]/.test(text)) return text; // most texts: nothing a parser could see in them
  return sanitize(text, {
    allowedTags: [],
    allowedAttributes: {},
    parser: { decodeEntities: false },
  }).replace(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** Longer text than any markup around `max` characters would be is left as it is, for the length rule to refuse. */
const worthCleaning = (text: string, max: number): boolean => text.length <= 4 * max + 1_000;

/** A text field: made plain first, then held to its length in characters. */
export function PlainText({ min = 0, max }: { min?: number; max: number }): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && worthCleaning(value, max) ? plainText(value) : value,
    ),
    IsString(),
    MinLength(min),
    MaxLength(max),
  );
}
