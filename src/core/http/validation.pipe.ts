import { type ArgumentMetadata, Injectable, type PipeTransform, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { InvalidInputError } from './app-error.js';

const UNKNOWN = 'This field does not exist.';

/**
 * Checks every body and query against its DTO: unknown fields are refused by name, text that PostgreSQL cannot
 * hold (NUL, lone surrogates) is refused before any rule sees it.
 */
@Injectable()
export class DtoValidationPipe implements PipeTransform {
  private readonly inner = new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    forbidUnknownValues: true,
    exceptionFactory: (errors) => new InvalidInputError(messagesByField(errors)),
  });

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    return metadata.type === 'body' || metadata.type === 'query' ? this.check(value, metadata) : value;
  }

  private async check(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const unsafe: Record<string, string[]> = {};
    findUnstorableText(value, '', unsafe);
    if (Object.keys(unsafe).length > 0) throw new InvalidInputError(unsafe);
    if (metadata.type === 'body' && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      throw new InvalidInputError({ body: ['Send a JSON object.'] });
    }
    return this.inner.transform(value, metadata);
  }
}

/** Flattens nested errors to `{ 'a.b': [messages] }`. */
function messagesByField(errors: ValidationError[], prefix = ''): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const error of errors) {
    const field = prefix + error.property;
    const messages = Object.entries(error.constraints ?? {}).map(([rule, message]) =>
      rule === 'whitelistValidation' ? UNKNOWN : message,
    );
    if (messages.length > 0) found[field] = messages;
    Object.assign(found, messagesByField(error.children ?? [], `${field}.`));
  }
  return found;
}

function findUnstorableText(value: unknown, path: string, found: Record<string, string[]>, depth = 0): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) {
      found[path || 'body'] = ['Remove the characters that are no text (NUL or half of a surrogate pair).'];
    }
  } else if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value)) {
    if (depth > 32) {
      found[path.split('.')[0] ?? 'body'] = ['This is nested too deeply.'];
      return;
    }
    for (const [key, item] of Object.entries(value)) {
      const field = path ? `${path}.${key}` : key;
      // Further on it would be dropped without a word.
      if (key === '__proto__') Object.defineProperty(found, field, { value: [UNKNOWN], enumerable: true });
      findUnstorableText(item, field, found, depth + 1);
    }
  }
}
