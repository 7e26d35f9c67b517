import assert from "node:assert/strict";
import { typeIn } from "../../../src/extension/scaffold/typeInHover";

describe("the type that a hover of TypeScript shows", () => {
  for (const [hover, type] of [
    ["\n```typescript\nconst order: Order\n```\n", "Order"],
    ["```typescript\nlet total: number\n```", "number"],
    ["```typescript\n(parameter) line: {\n    price: number;\n}\n```", "{ price: number; }"],
    ["```typescript\n(local var) ids: readonly string[]\n```", "readonly string[]"],
    ["```typescript\nfunction pay(): void\n```", undefined],
    ["```typescript\nconst big: { a: 1; ... 20 more ...; b: 2 }\n```", undefined],
    ['```typescript\nconst far: import("/app/far").Far\n```', undefined],
    ["The orchestrator's input.", undefined],
  ] as const)
    it(`${hover.trim().replaceAll("\n", " ")}: ${type ?? "none"}`, () => {
      assert.equal(typeIn(hover), type);
    });
});
