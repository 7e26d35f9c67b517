import type { EntityPattern } from "../request";
import type { EntityPart } from "./parts";

export function entityPart(pattern: EntityPattern, name: string): EntityPart {
  return pattern === "counter" ? counter(name) : aggregator(name);
}

function counter(name: string): EntityPart {
  return {
    name,
    types: {},
    stateType: "number",
    body: `const current = context.df.getState(() => 0) ?? 0;
switch (context.df.operationName) {
  case "⟦add⟧":
    context.df.setState(current + (context.df.getInput«<number>»() ?? 0));
    break;
  case "reset":
    context.df.setState(0);
    break;
  case "get":
    context.df.return(current);
    break;
  default:
    throw new Error(\`Unknown operation \${context.df.operationName}\`);
}`,
  };
}

function aggregator(name: string): EntityPart {
  return {
    name,
    types: {
      Reading: `interface Reading {
  source: string;
  value: number;
}`,
      Summary: `interface Summary {
  count: number;
  total: number;
  lastOf: Record<string, number>;
}`,
    },
    stateType: "Summary",
    body: `const none«: Summary» = { count: 0, total: 0, lastOf: {} };
const summary = context.df.getState(() => none) ?? none;
switch (context.df.operationName) {
  case "⟦add⟧": {
    const reading = context.df.getInput«<Reading>»();
    if (!reading) {
      throw new Error("The operation add needs a reading");
    }
    context.df.setState({
      count: summary.count + 1,
      total: summary.total + reading.value,
      lastOf: { ...summary.lastOf, [reading.source]: reading.value },
    });
    break;
  }
  case "get":
    context.df.return(summary);
    break;
  case "reset":
    context.df.destructOnExit();
    break;
  default:
    throw new Error(\`Unknown operation \${context.df.operationName}\`);
}`,
  };
}
