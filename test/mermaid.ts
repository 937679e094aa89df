import { vi } from 'vitest';

interface ParsedDiagram {
  readonly type: string;
  /** Names of a gantt's bars; a line that Mermaid does not take for one is left out without an error. */
  readonly tasks: readonly string[];
}

/**
 * Parses a diagram as GitHub would before drawing it; rejects with the reason. Mermaid cleans texts with DOMPurify, which
 * wants a window even to be loaded. This one has no DOM, so that nothing is cleaned: parsing needs no more.
 */
export async function loadMermaidParser(): Promise<(diagram: string) => Promise<ParsedDiagram>> {
  class Element {}
  vi.stubGlobal('window', { document: { nodeType: 9, createElement: () => ({}) }, Element });
  const { default: mermaid } = await import('mermaid');
  return async (diagram) => {
    const { diagramType: type } = await mermaid.parse(diagram);
    if (type !== 'gantt') return { type, tasks: [] };
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(diagram);
    return { type, tasks: 'getTasks' in db ? (db as GanttDatabase).getTasks().map(({ task }) => task.trim()) : [] };
  };
}

/** What of the gantt's own database is looked at. */
interface GanttDatabase {
  getTasks(): readonly { readonly task: string }[];
}

/** The Mermaid blocks of a Markdown text. */
export function mermaidBlocks(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^```mermaid\n([\s\S]*?)^```$/gm)].map(([, diagram = '']) => diagram);
}
