import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root.js';
import { describeConfig, differs } from './describe-config.js';

const find = (name: string, variables: NodeJS.ProcessEnv) =>
  describeConfig(variables).find((variable) => variable.name === name);

describe('describeConfig', () => {
  it('knows every variable of .env.example, in its order', () => {
    const example = readFileSync(join(projectRoot(), '.env.example'), 'utf8');
    const explained = [...example.matchAll(/^#? ?([A-Z\d_]+)=/gm)].map(([, name]) => name);
    const names = describeConfig({}).map(({ name }) => name);
    expect([...names].sort()).toEqual([...explained].sort());
  });

  it('tells value, default and source', () => {
    expect(find('PORT', {})).toEqual({ name: 'PORT', value: '3000', default: '3000', source: 'default' });
    expect(find('PORT', { PORT: '' })).toMatchObject({ source: 'default' });
    expect(find('PORT', { PORT: '80' })).toEqual({
      name: 'PORT',
      value: '80',
      default: '3000',
      source: 'environment',
    });
    expect(find('BACKEND_URL', {})).toMatchObject({ value: null, default: null, source: 'unset' });
    expect(find('SECRET_KEY', {})).toMatchObject({ source: 'generated' });
    expect(find('SECRET_KEY', { NODE_ENV: 'production' })).toMatchObject({ source: 'unset' });
  });

  it.each([
    ['SECRET_KEY', 'hunter2hunter2', '********'],
    ['ADMIN_PASSWORD', 'hunter2', '********'],
    ['DATABASE_URL', 'postgresql://cv:hunter2@db:5432/cv', 'postgresql://cv:********@db:5432/cv'],
    [
      'DATABASE_URL',
      'postgresql://db/cv?user=cv&password=hunter2',
      'postgresql://db/cv?user=cv&password=********',
    ],
    ['DATABASE_URL', 'postgresql://cv:hunter2@:nonsense:/', '********'],
  ])('masks %s', (name, value, shown) => {
    expect(find(name, { [name]: value })?.value).toBe(shown);
  });

  it('finds what differs from the defaults, and only that', () => {
    const variables = describeConfig({ PORT: '3000', HOST: '0.0.0.0', SECRET_KEY: 'x'.repeat(32) });
    expect(variables.filter(differs).map(({ name }) => name)).toEqual(['HOST', 'SECRET_KEY']);
  });
});
