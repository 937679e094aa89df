/** A Markdown text without hidden markers. */
export function visible(body: string): string {
  return body.replace(/<!--[\s\S]*?-->/g, '').trim();
}

/** As people read it: without hidden markers, the tags of foldable parts and backslashes before signs. */
export function plain(text: string): string {
  return visible(text)
    .replace(/<\/?(?:details|summary|b|br|sub)\s*\/?>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\\([\\`*_{}[\]()#+.!|<>~-])/g, '$1')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
