import { CommandError } from './command-error.js';

/** The call itself cannot be carried out as it was written: the command ends with exit code 2 and has done nothing. */
export class UsageError extends CommandError {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
