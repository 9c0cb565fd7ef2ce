import { it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { jobKeywords } from './job-keywords.js';
import { yearsAsked } from './experience-years.js';
import { jobPosition } from './title-match.js';
it('x', () => {
  const out: string[] = [];
  for (const n of ['backend-eng', 'frontend-eng', 'ml-eng', 'product-manager']) {
    const job = { position: '', description: readFileSync(`/work/shared/cv-samples/job-${n}.txt`, 'utf8') };
    out.push(
      n + ' | ' + jobPosition(job) + ' | ' + JSON.stringify(yearsAsked(job.description)),
      jobKeywords(job)
        .map((k) => `${k.keyword}${k.skill ? '' : '*'}:${k.weight}${k.importance[0]}`)
        .join(', '),
    );
  }
  process.stdout.write(out.join('\n') + '\n');
});
