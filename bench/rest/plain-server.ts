import 'reflect-metadata';
import {
  Body,
  Controller,
  Get,
  Injectable,
  Module,
  NotFoundException,
  Param,
  ParseIntPipe,
  Post,
  Query,
  Req,
  UseGuards,
  ValidationPipe,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { InjectRepository, TypeOrmModule } from '@nestjs/typeorm';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { Repository } from 'typeorm';
import { PlainBody, PlainQuery, PlainQuestionnaire } from './plain-questionnaire.js';
import { TOKEN_KEY, TOKEN_RULES } from '../support/tokens.js';

/**
 * The second reference: the three routes as the guides of Nest, TypeORM and Passport write them, on Fastify. No
 * quotas, request ids, problem details, access log or security headers.
 */
interface AuthRequest {
  user: { id: number };
}

@Injectable()
class PlainJwtStrategy extends PassportStrategy(Strategy) {
  constructor() {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: TOKEN_KEY.export(),
      ...TOKEN_RULES,
    });
  }

  validate(payload: { sub: string }): AuthRequest['user'] {
    return { id: Number(payload.sub) };
  }
}

@Controller('cv/questionnaire')
@UseGuards(AuthGuard('jwt'))
class PlainController {
  constructor(
    @InjectRepository(PlainQuestionnaire) private readonly questionnaires: Repository<PlainQuestionnaire>,
  ) {}

  @Get()
  async list(@Req() { user }: AuthRequest, @Query() { page, page_size }: PlainQuery): Promise<object> {
    const [results, count] = await this.questionnaires.findAndCount({
      where: { user: user.id },
      order: { submitted_at: 'DESC', id: 'DESC' },
      take: page_size,
      skip: (page - 1) * page_size,
    });
    const next = page * page_size < count ? `/cv/questionnaire?page=${page + 1}` : null;
    return { count, next, previous: null, results };
  }

  @Get(':id')
  async get(@Req() { user }: AuthRequest, @Param('id', ParseIntPipe) id: number): Promise<object> {
    const found = await this.questionnaires.findOneBy({ id, user: user.id });
    if (!found) throw new NotFoundException();
    return found;
  }

  @Post()
  create(@Req() { user }: AuthRequest, @Body() body: PlainBody): Promise<object> {
    return this.questionnaires.save(this.questionnaires.create({ ...body, user: user.id }));
  }
}

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres',
      url: process.env.DATABASE_URL,
      poolSize: Number(process.env.DATABASE_POOL_SIZE),
      entities: [PlainQuestionnaire],
    }),
    TypeOrmModule.forFeature([PlainQuestionnaire]),
  ],
  controllers: [PlainController],
  providers: [PlainJwtStrategy],
})
class PlainModule {}

const app = await NestFactory.create<NestFastifyApplication>(PlainModule, new FastifyAdapter(), {
  logger: ['error', 'warn'],
});
app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
await app.listen(0, '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
process.send?.({ type: 'ready', url: await app.getUrl() });
