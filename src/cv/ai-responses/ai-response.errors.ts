import { AppError } from '../../core/http/app-error.js';

/** 409: the response has no result yet, or will never have one. */
export class AiResponseNotDoneError extends AppError {
  readonly status = 409;
  readonly code = 'ai_response_not_done';
  constructor(status: string) {
    super(`The response is ${status}. A PDF can be made once it is done.`);
  }
}

/** 503: a model was asked for and none is configured. */
export class AiNotConfiguredError extends AppError {
  readonly status = 503;
  readonly code = 'ai_not_configured';
  constructor() {
    super('No AI model is configured here. Send engine "local", or leave it out.');
  }
}

/** 502: the engine could not improve the CV; the quota it took is given back. */
export class AiFailedError extends AppError {
  readonly status = 502;
  readonly code = 'ai_failed';
}
