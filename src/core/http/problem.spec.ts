import { BadRequestException, NotFoundException } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { InvalidInputError, NotFoundError } from './app-error.js';
import { problemOf } from './problem.js';

const of = (error: unknown) => problemOf(error, 'r1');
const coded = (code: string) => Object.assign(new Error('secret detail'), { code });

describe('problemOf', () => {
  it('shows an AppError as it is, with its extras', () => {
    const { body, unexpected } = of(new InvalidInputError({ position: ['Too short.'] }));
    expect(unexpected).toBe(false);
    expect(body).toMatchObject({
      status: 400,
      code: 'validation_error',
      request_id: 'r1',
      errors: { position: ['Too short.'] },
    });
  });

  it('answers a missing route as a missing object', () => {
    const strip = ({ body }: ReturnType<typeof of>) => body;
    expect(strip(of(new NotFoundException('Cannot GET /x')))).toEqual(strip(of(new NotFoundError())));
  });

  it('hides what nobody meant for the client', () => {
    const { body, unexpected } = of(new Error('password=hunter2'));
    expect(unexpected).toBe(true);
    expect(body).toMatchObject({ status: 500, code: 'internal_error' });
    expect(JSON.stringify(body)).not.toContain('hunter2');
  });

  it.each(['57P01', '57P03', '57014', '53300', '08006', '55P03', 'ECONNREFUSED', 'ECONNRESET', 'ENOSPC'])(
    'takes %s as "the database is away": 503',
    (code) => {
      expect(of(coded(code)).body).toMatchObject({ status: 503, code: 'service_unavailable' });
    },
  );

  it('takes a reference to a row that vanished as a conflict', () => {
    expect(of(coded('23503')).body).toMatchObject({ status: 409, code: 'conflict' });
  });

  it.each(['23505', '22P02', '42P01'])('takes %s as our own mistake: 500', (code) => {
    expect(of(coded(code)).body.status).toBe(500);
  });

  it('keeps the status of a request Fastify could not read', () => {
    const error = Object.assign(new Error('too large'), {
      statusCode: 413,
      code: 'FST_ERR_CTP_BODY_TOO_LARGE',
    });
    expect(of(error).body).toMatchObject({ status: 413, code: 'payload_too_large' });
    expect(of(new BadRequestException('odd')).body).toMatchObject({ status: 400, code: 'bad_request' });
  });
});
