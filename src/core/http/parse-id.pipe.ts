import { Injectable, type PipeTransform } from '@nestjs/common';
import { NotFoundError } from './app-error.js';

/** The id in a path; what cannot be an id names nothing, so it is a 404 like any other missing object. */
@Injectable()
export class ParseIdPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    const id = Number(value);
    if (!/^\d{1,16}$/.test(value) || !Number.isSafeInteger(id) || id < 1) throw new NotFoundError();
    return id;
  }
}
