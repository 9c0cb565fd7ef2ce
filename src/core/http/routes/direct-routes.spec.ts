import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  Body,
  type CanActivate,
  Controller,
  createParamDecorator,
  Delete,
  type ExecutionContext,
  Get,
  Header,
  Headers,
  HttpCode,
  Module,
  Param,
  Patch,
  Post,
  Query,
  Res,
  StreamableFile,
  UseGuards,
} from '@nestjs/common';
import { APP_GUARD, DiscoveryModule, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { IsInt, IsOptional, IsString } from 'class-validator';
import { Type } from 'class-transformer';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { NotFoundError } from '../app-error.js';
import { ParseIdPipe } from '../parse-id.pipe.js';
import { ProblemFilter, sendProblem } from '../problem.filter.js';
import { DtoValidationPipe } from '../validation.pipe.js';
import { directly, type RouteHandler, runRoutesDirectly } from './direct-routes.js';

class Paging {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  page?: number;
}

class Note {
  @IsString()
  text: string;
}

/** Lets nobody pass who says so, after a while. */
class Gate implements CanActivate {
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    return headers['x-late'] ? Promise.resolve(headers['x-late'] === 'yes') : headers['x-gate'] !== 'shut';
  }
}

const Place = createParamDecorator(
  (data: string, context: ExecutionContext) =>
    `${data} ${context.getClass().name}.${context.getHandler().name} of ${context.getType()}`,
);

@Controller('notes')
class NotesController {
  @Get()
  list(@Query() query: Paging, @Query('page') page: unknown, @Place('in') place: string): object {
    return { query, page, place, dto: query instanceof Paging };
  }

  @Get('text')
  text(): string {
    return 'plain';
  }

  @Get('nothing')
  nothing(): null {
    return null;
  }

  @Get('file')
  file(): StreamableFile {
    return new StreamableFile(Readable.from(['bytes']), { type: 'text/x-bytes', length: 5 });
  }

  @Get('page')
  @Header('content-type', 'text/html')
  page(): string {
    return '<p>';
  }

  @Get('guarded')
  @UseGuards(Gate)
  guarded(): object {
    return {};
  }

  @Get('raw')
  raw(@Res() reply: FastifyReply): void {
    void reply.send({ by: 'hand' });
  }

  @Get('broken')
  broken(): never {
    throw new Error('what nobody may read');
  }

  @Get(':id')
  async get(
    @Param('id', ParseIdPipe) id: number,
    @Headers('X-Name') name: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    if (id === 404) throw new NotFoundError();
    if (id === 304) void reply.status(304);
    void reply.header('etag', '"1"');
    return Promise.resolve({ id, name: name ?? null });
  }

  @Post()
  create(@Body() note: Note): object {
    return { note, dto: note instanceof Note };
  }

  @Patch(':id')
  @HttpCode(202)
  change(@Param() parameters: object, @Body() note: Note): object {
    return { parameters, note };
  }

  @Delete(':id')
  @HttpCode(204)
  delete(): void {
    // nothing to say
  }
}

@Module({
  imports: [DiscoveryModule],
  controllers: [NotesController],
  providers: [{ provide: APP_GUARD, useClass: Gate }],
})
class NotesModule {}

type Route = Parameters<FastifyAdapter['get']>;

/** Counts the routes that Nest's pipeline ran. */
class CountingAdapter extends FastifyAdapter {
  viaNest = 0;

  override get(...[path, handler]: Route): FastifyInstance {
    const counted: RouteHandler = (request, reply) => {
      this.viaNest++;
      return (handler as RouteHandler)(request, reply);
    };
    for (const key of Reflect.getMetadataKeys(handler as RouteHandler))
      Reflect.defineMetadata(key, Reflect.getMetadata(key, handler as RouteHandler), counted);
    return super.get(path, directly(counted));
  }

  override post(...[path, handler]: Route): FastifyInstance {
    return super.post(path, directly(handler as RouteHandler));
  }

  override patch(...[path, handler]: Route): FastifyInstance {
    return super.patch(path, directly(handler as RouteHandler));
  }

  override delete(...[path, handler]: Route): FastifyInstance {
    return super.delete(path, directly(handler as RouteHandler));
  }

  override setErrorHandler(): FastifyInstance {
    return this.getInstance();
  }
}

async function start(direct: boolean): Promise<NestFastifyApplication> {
  const adapter = new CountingAdapter({ genReqId: () => 'request-1' });
  adapter.getInstance().setErrorHandler(sendProblem);
  const app = await NestFactory.create<NestFastifyApplication>(NotesModule, adapter, { logger: false });
  const pipe = new DtoValidationPipe();
  app.useGlobalPipes(pipe);
  app.useGlobalFilters(new ProblemFilter());
  if (direct) await runRoutesDirectly(app, pipe);
  return app.init();
}

type Sent = [method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, rest?: object];

const REQUESTS: Sent[] = [
  ['GET', '/notes'],
  ['GET', '/notes?page=3'],
  ['GET', '/notes?page=x'],
  ['GET', '/notes?colour=red'],
  ['GET', '/notes', { headers: { 'x-gate': 'shut' } }],
  ['GET', '/notes', { headers: { 'x-late': 'yes' } }],
  ['GET', '/notes', { headers: { 'x-late': 'no' } }],
  ['GET', '/notes/text'],
  ['GET', '/notes/nothing'],
  ['GET', '/notes/file'],
  ['GET', '/notes/page'],
  ['GET', '/notes/guarded'],
  ['GET', '/notes/raw'],
  ['GET', '/notes/broken'],
  ['GET', '/notes/7', { headers: { 'x-name': 'Ada' } }],
  ['GET', '/notes/7'],
  ['GET', '/notes/304'],
  ['GET', '/notes/404'],
  ['GET', '/notes/zero'],
  ['POST', '/notes', { payload: { text: 'hello' } }],
  ['POST', '/notes', { payload: { text: 1, more: 2 } }],
  ['POST', '/notes', { payload: [] }],
  ['POST', '/notes'],
  ['PATCH', '/notes/7', { payload: { text: 'hello' } }],
  ['DELETE', '/notes/7'],
];

describe('routes that are run directly', () => {
  let byNest: NestFastifyApplication;
  let direct: NestFastifyApplication;

  beforeAll(async () => {
    [byNest, direct] = [await start(false), await start(true)];
  });
  afterAll(() => Promise.all([byNest.close(), direct.close()]));

  it.each(REQUESTS)('answer %s %s %j as Nest does', async (method, url, rest = {}) => {
    const [expected, given] = await Promise.all(
      [byNest, direct].map(async (app) => {
        const { statusCode, headers, body } = await app.inject({ method, url, ...rest });
        return { statusCode, headers: { ...headers, date: null }, body };
      }),
    );
    expect(given).toEqual(expected);
  });

  it.each([
    ['/notes', 0],
    ['/notes/7', 0],
    ['/notes/file', 0],
    ['/notes/page', 1],
    ['/notes/guarded', 1],
    ['/notes/raw', 1],
  ])('leave %s to Nest %i times', async (url, times) => {
    const adapter = direct.getHttpAdapter() as unknown as CountingAdapter;
    adapter.viaNest = 0;
    await direct.inject({ url });
    expect(adapter.viaNest).toBe(times);
  });
});
