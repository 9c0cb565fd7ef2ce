import { describe, it, expect } from '@jest/globals';
import { SkillDictionary } from './skill-dictionary.js';
import { readSkillSurfaces } from './skill-data.js';

const dictionary = SkillDictionary.standard();
const names = (text: string, skillList = false) =>
  dictionary.find(text, { skillList }).map((match) => match.skill.name);

describe('SkillDictionary', () => {
  it('gives each surface to one skill only', () => {
    const surfaces = readSkillSurfaces().map((surface) => surface.text.toLowerCase());
    const twice = surfaces.filter((text, i) => surfaces.indexOf(text) !== i);
    expect(twice).toEqual([]);
  });

  it('finds every surface it knows, read as an element of a skill list', () => {
    const lost = readSkillSurfaces().filter(({ text, skill }) => names(text, true).join('|') !== skill.name);
    expect(lost.map((surface) => surface.text)).toEqual([]);
  });

  it.each([
    ['Node.js, C#, C++ and F#', ['Node.js', 'C#', 'C++', 'F#']],
    ['CI/CD with .NET', ['CI/CD', '.NET']],
    ['A/B testing in JavaScript/TypeScript', ['A/B testing', 'JavaScript', 'TypeScript']],
    ['Spring Boot services on k8s', ['Spring Boot', 'Kubernetes']],
    ['designed REST APIs.', ['REST']],
    ['scikit learn and scikit-learn', ['scikit-learn', 'scikit-learn']],
    ['Microsoft Word/Excel/PowerPoint', ['Microsoft Word', 'Microsoft Excel', 'Microsoft PowerPoint']],
    ['building production React applications', ['React']],
    ['Proficient in Go, Python', ['Go', 'Python']],
    ['Kafka and Go', ['Kafka', 'Go']],
    ['large-scale data using Spark or Ray', ['Apache Spark', 'Ray']],
    ['fluent in Polish', ['Polish']],
    ['wrote react, redux and typescript', ['React', 'Redux', 'TypeScript']],
  ])('finds in %j %j', (text, expected) => expect(names(text)).toEqual(expected));

  it.each([
    'I go to work and have access to excel at word games',
    'Go to the office. Access was denied.',
    'Joined in Spring 2020',
    'Polish the documents. React to incidents',
    'A rust removal, a swift reply, a chef',
    'it is an ml of water',
    'peel celery, jest and react',
    'Executive Chef',
    'We express interest; next, the team',
  ])('finds no skill in %j', (text) => expect(names(text)).toEqual([]));

  it('takes the everyday word in a skill list', () => {
    expect(names('Go', true)).toEqual(['Go']);
    expect(names('R', true)).toEqual(['R']);
    expect(names('flask', true)).toEqual(['Flask']);
    expect(names('flask')).toEqual([]);
  });

  it('does not cross punctuation and keeps exact offsets', () => {
    expect(names('machine. learning')).toEqual([]);
    const text = 'Ünïcödé 🎉 with Postgres!';
    const [match] = dictionary.find(text);
    expect(text.slice(match!.start, match!.end)).toBe('Postgres');
    expect(match!.surface.text).not.toBe(match!.skill.name);
  });
});
