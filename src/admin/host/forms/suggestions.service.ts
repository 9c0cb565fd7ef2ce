import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { FormField } from '../../answers/form.answer.js';
import type { EntityAdmin } from '../../entities/entity-admin.js';
import type { FieldSuggestions } from '../../options/field-suggestions.js';

/** What the rooms' providers offer for fields of forms. */
@Injectable()
export class Suggestions {
  constructor(private readonly moduleRef: ModuleRef) {}

  /** The fields of a form, those that may be written with what is offered for them. */
  besides({ options }: EntityAdmin, fields: FormField[]): FormField[] {
    const declared = new Map(Object.entries(options.suggestions ?? {}));
    return fields.map((field) => {
      const type = field.writable && declared.get(field.name);
      if (!type) return field;
      return { ...field, suggestions: this.moduleRef.get<FieldSuggestions>(type, { strict: false }).list() };
    });
  }
}
