import { type ArgumentMetadata, Injectable, type PipeTransform, type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import {
  getMetadataStorage,
  validate,
  validateSync,
  type ValidationError,
  ValidationTypes,
  type ValidatorOptions,
} from 'class-validator';
import { InvalidInputError } from './app-error.js';

const UNKNOWN = 'This field does not exist.';

const RULES: ValidatorOptions = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  validationError: { target: false, value: false },
};

/**
 * Checks every body and query against its DTO: unknown fields are refused by name, text that PostgreSQL cannot
 * hold (NUL, lone surrogates) is refused before any rule sees it. Without a promise, as far as the rules allow it.
 */
@Injectable()
export class DtoValidationPipe implements PipeTransform {
  private readonly simple = new WeakMap<Type, boolean>();

  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    return type === 'body' || type === 'query' ? this.check(value, type, metatype) : value;
  }

  private check(value: unknown, type: 'body' | 'query', dto: Type | undefined): unknown {
    const unsafe: Record<string, string[]> = {};
    findUnstorableText(value, '', unsafe);
    if (Object.keys(unsafe).length > 0) throw new InvalidInputError(unsafe);
    if (type === 'body' && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      throw new InvalidInputError({ body: ['Send a JSON object.'] });
    }
    if (!dto || dto === Object) return value;
    const given = plainToInstance(dto, value) as object;
    const refuse = (errors: ValidationError[]): object => {
      if (errors.length > 0) throw new InvalidInputError(messagesByField(errors));
      return given;
    };
    return this.isSimple(dto) ? refuse(validateSync(given, RULES)) : validate(given, RULES).then(refuse);
  }

  /** Whether no rule can need a promise, which `validateSync` would pass over. Those of nested objects are not looked at. */
  private isSimple(dto: Type): boolean {
    let simple = this.simple.get(dto);
    if (simple === undefined) {
      const storage = getMetadataStorage();
      simple = storage
        .getTargetValidationMetadatas(dto, '', false, false)
        .every(
          ({ type, constraintCls }) =>
            type !== ValidationTypes.NESTED_VALIDATION &&
            type !== ValidationTypes.PROMISE_VALIDATION &&
            !(
              constraintCls && storage.getTargetValidatorConstraints(constraintCls).some(({ async }) => async)
            ),
        );
      this.simple.set(dto, simple);
    }
    return simple;
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
