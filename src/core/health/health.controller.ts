import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Unlimited } from '../limits/unlimited.js';
import { Public } from '../http/auth.decorators.js';
import { HealthService, type ServiceHealth } from './health.service.js';

const STATES = ['healthy', 'unhealthy', 'skipped'];

class ServicesAnswer {
  @ApiProperty({ enum: STATES })
  db: ServiceHealth;

  @ApiProperty({ enum: STATES })
  redis: ServiceHealth;

  @ApiProperty({ enum: STATES })
  openai: ServiceHealth;
}

class HealthAnswer {
  @ApiProperty({ enum: ['healthy', 'unhealthy'] })
  overall: ServiceHealth;

  @ApiProperty()
  services: ServicesAnswer;
}

class StatusAnswer {
  @ApiProperty({ enum: ['ok', 'unavailable'] })
  status: string;
}

/** For load balancers and people: is the process alive, may requests come, what works. */
@Controller()
@Public()
@ApiTags('Health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** Alive as long as the process answers: a database outage must not restart it. */
  @Get('health/live')
  @Unlimited()
  @ApiOperation({ summary: 'Whether the process is alive' })
  @ApiResponse({ status: 200, type: StatusAnswer })
  live(): StatusAnswer {
    return { status: 'ok' };
  }

  @Get('health/ready')
  @Unlimited()
  @ApiOperation({ summary: 'Whether requests should be sent here' })
  @ApiResponse({ status: 200, type: StatusAnswer })
  @ApiResponse({ status: 503, type: StatusAnswer, description: 'Not now.' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<StatusAnswer> {
    const ready = await this.health.ready();
    void reply.status(ready ? 200 : 503);
    return { status: ready ? 'ok' : 'unavailable' };
  }

  @Get('core/health')
  @ApiOperation({ summary: 'What the service depends on, each by itself' })
  @ApiResponse({ status: 200, type: HealthAnswer })
  @ApiResponse({ status: 503, type: HealthAnswer, description: 'At least one is unhealthy.' })
  async services(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthAnswer> {
    const services = await this.health.services();
    const overall = Object.values(services).includes('unhealthy') ? 'unhealthy' : 'healthy';
    void reply.status(overall === 'healthy' ? 200 : 503);
    return { overall, services };
  }
}
