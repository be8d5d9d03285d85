import { LineCounter, parseDocument } from 'yaml';
import type { KnownUnits, PlanFault } from '../domain/plan-checks.ts';
import { parsePlan } from '../domain/plan-checks.ts';
import type { Plan } from '../domain/plan-schema.ts';

/**
 * Reads a plan written as YAML (docs/plan-format.md). Text is taken in NFC, so that codes and names compare equal
 * whichever editor wrote them.
 * @returns the plan, or every fault with its path; for text that is no YAML the path is empty and the line is said
 */
export function readPlanFile(text: string, known?: KnownUnits): { plan: Plan } | { faults: PlanFault[] } {
  const lineCounter = new LineCounter();
  const document = parseDocument(text.normalize('NFC'), { lineCounter });
  if (document.errors.length > 0) {
    const faults = document.errors.map(({ code, pos }) => ({
      path: '',
      message: `Dòng ${lineCounter.linePos(pos[0]).line}: không đúng cú pháp YAML (${code}).`,
    }));
    return { faults };
  }
  return parsePlan(contentOf(document), known);
}

/** Text full of aliases is refused by the parser while it unfolds them: no plan, so nothing to check. */
function contentOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS();
  } catch {
    return undefined;
  }
}
