import { Injectable } from '@nestjs/common';
import { JobRegistry } from '../../core/jobs/job-registry.js';
import { timeZones } from '../../core/jobs/schedules/zone-clock.js';
import { FieldSuggestions } from '../options/field-suggestions.js';

/** The jobs there are. */
@Injectable()
export class JobSuggestions extends FieldSuggestions {
  constructor(private readonly registry: JobRegistry) {
    super();
  }

  list(): string[] {
    return this.registry.names();
  }
}

/** The time zones of the world. */
@Injectable()
export class TimeZoneSuggestions extends FieldSuggestions {
  list(): string[] {
    return timeZones();
  }
}
