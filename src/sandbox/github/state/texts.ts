import { invalid } from '../github-error.ts';

/** Limits of GitHub, in characters (code points). */
const longestBody = 65_536;
const longestTitle = 256;

export function checkBody(body: string, resource: 'Issue' | 'IssueComment'): void {
  if (body.length > longestBody && [...body].length > longestBody) {
    const message = `Body is too long (maximum is ${longestBody} characters)`;
    throw invalid(message, {
      resource,
      field: 'body',
      code: 'custom',
      message: `body is too long (maximum is ${longestBody} characters)`,
    });
  }
}

export function checkTitle(title: string): void {
  if (title.trim() === '')
    throw invalid("Title can't be blank", { resource: 'Issue', field: 'title', code: 'missing_field' });
  if ([...title].length > longestTitle) {
    const message = `Title is too long (maximum is ${longestTitle} characters)`;
    throw invalid(message, {
      resource: 'Issue',
      field: 'title',
      code: 'custom',
      message: `title is too long (maximum is ${longestTitle} characters)`,
    });
  }
}
