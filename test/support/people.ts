import type { Answer, Api } from './api.js';

let counter = 0;

/** Registers somebody new and returns a client that speaks as them. */
export async function register(nobody: Api): Promise<Api> {
  counter += 1;
  const username = `person${counter}`;
  const answer = await nobody.post('/auth/registration', {
    username,
    email: `${username}@example.com`,
    password1: 'Correct-horse-7',
    password2: 'Correct-horse-7',
  });
  if (answer.status !== 201)
    throw new Error(`registration answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return nobody.as((answer.body as { access: string }).access);
}

/** The form of a questionnaire with a CV in it. */
export function questionnaireForm(
  cv: Uint8Array,
  name = 'cv.pdf',
  fields: Record<string, string> = {},
): FormData {
  const form = new FormData();
  const values = { position: 'Backend Engineer', job_description: ADVERT, ...fields };
  for (const [field, value] of Object.entries(values)) form.set(field, value);
  form.set('resume', new Blob([Uint8Array.from(cv)]), name);
  return form;
}

/** Uploads a CV with a questionnaire and asks for its improvement. */
export async function improve(
  person: Api,
  cv: Uint8Array,
  name?: string,
): Promise<{ questionnaire: Answer; response: Answer }> {
  const questionnaire = await person.post('/cv/questionnaire', questionnaireForm(cv, name));
  if (questionnaire.status !== 201) throw new Error(`the upload answered ${questionnaire.status}`);
  const response = await person.post('/cv/ai-responses', {
    questionnaire: questionnaire.body.id,
    prompt: 'Improve my CV for this position.',
  });
  return { questionnaire, response };
}

export const ADVERT = `Backend Engineer
We need 5+ years of experience with TypeScript, Postgres and Kubernetes.
You write tests and know CI/CD. A degree in computer science is a plus.`;
