import { describe, expect, it } from '@jest/globals';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, registerDecorator, ValidateNested } from 'class-validator';
import { InvalidInputError } from './app-error.js';
import { DtoValidationPipe } from './validation.pipe.js';

/** A rule that answers later. */
function IsFree(): PropertyDecorator {
  return (target, propertyName) =>
    registerDecorator({
      name: 'isFree',
      target: target.constructor,
      propertyName: String(propertyName),
      async: true,
      validator: {
        validate: (value) => Promise.resolve(value !== 'taken'),
        defaultMessage: () => 'It is taken.',
      },
    });
}

class Plain {
  @IsInt()
  @IsOptional()
  size?: number;
}
class Named extends Plain {
  @IsFree()
  name: string;
}
class Box {
  @ValidateNested()
  @Type(() => Named)
  inner: Named;
}

const pipe = new DtoValidationPipe();
const checked = (value: unknown, metatype: new () => object, type: 'body' | 'query' | 'param' = 'body') =>
  pipe.transform(value, { type, metatype });
/** What is wrong by field, however the pipe says so. */
async function problemsOf(value: unknown, metatype: new () => object): Promise<unknown> {
  try {
    await checked(value, metatype);
    return null;
  } catch (error) {
    if (error instanceof InvalidInputError) return error.extras.errors;
    throw error;
  }
}

describe('the pipe of bodies and queries', () => {
  it('answers at once where no rule needs a promise', () => {
    const body = checked({ size: 3 }, Plain);
    expect(body).toBeInstanceOf(Plain);
    expect(body).toEqual({ size: 3 });
  });

  it.each<[unknown, new () => object, unknown]>([
    [{ size: 'x' }, Plain, { size: [expect.stringContaining('integer')] }],
    [{ colour: 'red' }, Plain, { colour: ['This field does not exist.'] }],
    [{ name: 'taken' }, Named, { name: ['It is taken.'] }],
    [{ name: 'taken', size: 'x' }, Named, { name: ['It is taken.'], size: [expect.anything()] }],
    [{ name: 'free' }, Named, null],
    [{ inner: { name: 'taken' } }, Box, { 'inner.name': ['It is taken.'] }],
    [{ inner: { name: 'free' } }, Box, null],
    [[], Plain, { body: ['Send a JSON object.'] }],
    [null, Plain, { body: ['Send a JSON object.'] }],
    [{ size: 'a\0b' }, Plain, { size: [expect.stringContaining('NUL')] }],
  ])('%j of %p', async (value, metatype, problems) => {
    expect(await problemsOf(value, metatype)).toEqual(problems);
  });

  it('leaves alone what is neither', () => {
    expect(checked('7', Plain, 'param')).toBe('7');
  });
});
