import { Module } from '@nestjs/common';
import { AdminModule } from '../admin/admin.module.js';
import { {{Entity}}Admin } from './{{file}}.admin.js';
import { {{Rooms}}Controller } from './{{room}}.controller.js';
import { {{Rooms}}Service } from './{{room}}.service.js';

/** {{Many}} of people. */
@Module({
  imports: [AdminModule.forFeature({ group: '{{Rooms}}', icon: 'Folder', admins: [{{Entity}}Admin] })],
  controllers: [{{Rooms}}Controller],
  providers: [{{Rooms}}Service],
})
export class {{Rooms}}Module {}
