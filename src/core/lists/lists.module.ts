import { Global, Module } from '@nestjs/common';
import { Cursors } from './cursors.service.js';
import { Lists } from './lists.service.js';

/** Lists and single objects, read as their specs describe them. */
@Global()
@Module({ providers: [Cursors, Lists], exports: [Lists] })
export class ListsModule {}
