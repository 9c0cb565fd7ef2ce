import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from './auth.decorators.js';

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>CV Improver</title>
<style>
  body { font: 17px/1.6 system-ui, sans-serif; max-width: 38rem; margin: 15vh auto 0; padding: 0 1.5rem; color: #1d2733; }
  h1 { font-size: 1.9rem; margin: 0 0 .3rem } a { color: #0b5cad } li { margin: .25rem 0 }
  @media (prefers-color-scheme: dark) { body { background: #14191f; color: #dde4ec } a { color: #7db8f5 } }
</style>
<h1>CV Improver</h1>
<p>Upload a CV, say which job you want, get back a better CV and a report on how it matches.</p>
<ul>
  <li><a href="/docs">API documentation</a> and its <a href="/schema">OpenAPI document</a></li>
  <li><a href="/admin">Admin panel</a></li>
  <li><a href="/core/health">Health</a></li>
</ul>
`;

/** The page at `/`: what this is and where to go. */
@Controller()
@Public()
@ApiExcludeController()
export class HomeController {
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  home(): string {
    return PAGE;
  }
}
