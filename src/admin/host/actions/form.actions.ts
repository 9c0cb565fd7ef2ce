import { Injectable } from '@nestjs/common';
import { StaleFormError } from '../../admin.errors.js';
import { FormWriter } from '../../entities/form-writer.service.js';
import type { FormAnswer, SavedAnswer } from '../../answers/form.answer.js';
import { EntityForms } from '../forms/entity-forms.service.js';
import { FormTokens } from '../forms/form-tokens.service.js';
import type { EntityAction, EntityPage, EntityRequest } from './entity-action.js';

/** The version that a form was made from, as `If-Match` says it. */
const seenVersion = (header: string | undefined): string | null =>
  header === undefined ? null : header.replace(/^"(.*)"$/, '$1');

/** The form of a new row, and what it is posted to. */
@Injectable()
export class NewPage implements EntityPage {
  constructor(
    private readonly forms: EntityForms,
    private readonly writer: FormWriter,
    private readonly tokens: FormTokens,
  ) {}

  get({ admin, staff }: EntityRequest): Promise<FormAnswer> {
    return this.forms.blank(admin, staff);
  }

  post(request: EntityRequest): Promise<SavedAnswer> {
    const { admin, staff, body } = request;
    return this.tokens.once(request, 'new', async () => {
      const key = await this.writer.create(admin, body, staff);
      return this.forms.saved(admin, key, staff, 'created');
    });
  }
}

/** A row in its form, and what that is posted to. */
@Injectable()
export class EditPage implements EntityPage {
  constructor(
    private readonly forms: EntityForms,
    private readonly writer: FormWriter,
    private readonly tokens: FormTokens,
  ) {}

  get({ admin, staff, key }: EntityRequest): Promise<FormAnswer> {
    return this.forms.of(admin, key, staff, 'edit');
  }

  async post(request: EntityRequest): Promise<SavedAnswer> {
    const { admin, staff, key, body, headers } = request;
    try {
      return await this.tokens.once(request, 'edit', async () => {
        await this.writer.update(admin, key, body, staff, seenVersion(headers['if-match']));
        return this.forms.saved(admin, key, staff, 'saved');
      });
    } catch (error) {
      if (!(error instanceof StaleFormError)) throw error;
      throw new StaleFormError(await this.forms.current(admin, key, staff));
    }
  }
}

/** A row to look at. */
@Injectable()
export class ShowPage implements EntityPage {
  constructor(private readonly forms: EntityForms) {}

  get({ admin, staff, key }: EntityRequest): Promise<FormAnswer> {
    return this.forms.of(admin, key, staff, 'show');
  }
}

/** The form of a new row. */
export const NEW: EntityAction = {
  name: 'new',
  ability: 'add',
  route: 'resourceAction',
  page: NewPage,
  component: 'EntityForm',
};

/** One row to look at. */
export const SHOW: EntityAction = {
  name: 'show',
  ability: 'view',
  route: 'recordAction',
  page: ShowPage,
  component: 'EntityDetail',
};

/** The form of a row. */
export const EDIT: EntityAction = {
  name: 'edit',
  ability: 'change',
  route: 'recordAction',
  page: EditPage,
  component: 'EntityForm',
};
