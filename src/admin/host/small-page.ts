import { escapeHtml } from './html.js';

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f4f6fb; color: #17202e; }
  main { box-sizing: border-box; width: min(24rem, 92vw); padding: 2rem; background: #fff; border-radius: .5rem; box-shadow: 0 1px 12px #0002; }
  h1 { margin: 0 0 1.25rem; font-size: 1.25rem; }
  label { display: block; margin-bottom: 1rem; }
  input { box-sizing: border-box; width: 100%; margin-top: .25rem; padding: .55rem .7rem; font: inherit; color: inherit; background: transparent; border: 1px solid #8a94a6; border-radius: .3rem; }
  button { width: 100%; padding: .6rem; font: inherit; font-weight: 600; color: #fff; background: #3040d6; border: 0; border-radius: .3rem; cursor: pointer; }
  :focus-visible { outline: 3px solid #8090ff; outline-offset: 1px; }
  .problem { padding: .6rem .8rem; color: #8c1d18; background: #fdecea; border-radius: .3rem; }
  @media (prefers-color-scheme: dark) { body { background: #10141c; color: #e6e9ef; } main { background: #1a2030; } }
`;

/** A page of our own outside of AdminJS: the login, and errors of whole pages. `body` is HTML. */
export function smallPage(title: string, body: string, nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · CV Improver</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${STYLE}</style>
</head>
<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body>
</html>`;
}

export interface LoginForm {
  action: string;
  token: string;
  next: string;
  login: string;
  problem: string | null;
}

/** The login form; it works without a script. */
export function loginPage(form: LoginForm, nonce: string): string {
  const problem = form.problem ? `<p class="problem" role="alert">${escapeHtml(form.problem)}</p>` : '';
  return smallPage(
    'Log in',
    `${problem}<form method="post" action="${escapeHtml(form.action)}">
<input type="hidden" name="token" value="${escapeHtml(form.token)}">
<input type="hidden" name="next" value="${escapeHtml(form.next)}">
<label>Username or e-mail<input name="login" value="${escapeHtml(form.login)}" autocomplete="username" maxlength="254" required autofocus></label>
<label>Password<input name="password" type="password" autocomplete="current-password" maxlength="1024" required></label>
<button type="submit">Log in</button>
</form>`,
    nonce,
  );
}

/** What a person sees when a whole page cannot be shown. */
export function errorPage(title: string, detail: string, nonce: string): string {
  return smallPage(title, `<p>${escapeHtml(detail)}</p><p><a href="/admin">To the start page</a></p>`, nonce);
}
