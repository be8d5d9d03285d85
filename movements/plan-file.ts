import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { KnownUnits, PlanFault } from '../domain/plan-checks.ts';
import { parsePlan } from '../domain/plan-checks.ts';
import type { Plan } from '../domain/plan-schema.ts';

/**
 * Reads a plan written as YAML or JSON (docs/plan-format.md). Text is taken in NFC, so that codes and names compare
 * equal whichever editor wrote them.
 * @returns the plan, or every fault with its path, saying the line; for text that is no YAML the path is empty
 */
export function readPlanFile(text: string, known?: KnownUnits): { plan: Plan } | { faults: PlanFault[] } {
  const lineCounter = new LineCounter();
  const document = parseDocument(text.normalize('NFC'), { lineCounter });
  const atLine = (offset: number, message: string) => `Dòng ${lineCounter.linePos(offset).line}: ${message}`;
  if (document.errors.length > 0) {
    const faults = document.errors.map(({ code, pos }) => ({
      path: '',
      message: atLine(pos[0], `không đúng cú pháp YAML (${code}).`),
    }));
    return { faults };
  }
  const parsed = parsePlan(contentOf(document), known);
  if ('plan' in parsed) return parsed;
  return {
    faults: parsed.faults.map((fault) => {
      const offset = offsetOf(document, fault.path);
      return offset === undefined ? fault : { ...fault, message: atLine(offset, fault.message) };
    }),
  };
}

/** Where in the text a path is, or the nearest above it that is there. */
function offsetOf(document: Document, path: string): number | undefined {
  const keys = [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([key, index]) => (index ? Number(index) : key));
  for (; keys.length > 0; keys.pop()) {
    const node = document.getIn(keys, true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return undefined;
}

/** Text full of aliases is refused by the parser while it unfolds them: no plan, so nothing to check. */
function contentOf(document: Document): unknown {
  try {
    return document.toJS();
  } catch {
    return undefined;
  }
}
