import type { Command } from 'commander';
import type { WithApp } from '../../core/cli/with-app.js';
import { PlansSeed } from '../plans-seed.service.js';
import { seedPlans } from './seed-plans.command.js';

/** Adds `plans:*`. */
export function addPaymentsCommands(program: Command, withApp: WithApp): void {
  program
    .command('plans:seed')
    .description('add the usual plans where there are none')
    .action(() => withApp(async (app) => console.log(await seedPlans(app.get(PlansSeed)))));
}
