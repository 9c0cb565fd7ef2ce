import {
  type ArgumentMetadata,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  type PipeTransform,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DtoValidationPipe } from '../../core/http/validation.pipe.js';

/** Validates like any other body, which Nest would not do for a parameter of a decorator of our own. */
@Injectable()
class OptionalBodyPipe implements PipeTransform {
  private readonly inner = new DtoValidationPipe();

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    return this.inner.transform(value, { ...metadata, type: 'body' });
  }
}

const bodyOrEmpty = createParamDecorator(
  (_data: unknown, context: ExecutionContext): unknown =>
    context.switchToHttp().getRequest<FastifyRequest>().body ?? {},
);

/** The body of a POST that may come without one; no body counts as `{}`. */
export const OptionalBody = (): ParameterDecorator => bodyOrEmpty(OptionalBodyPipe);
