import assert from "node:assert/strict";
import { inputTypeOf } from "../../../src/scaffold/inputType";

describe("the input that a call shows", () => {
  for (const [call, type] of [
    [', "a");', "string"],
    [", `a`)", "string"],
    [", 12)", "number"],
    [", true)", "boolean"],
    [", [1, 2])", "unknown[]"],
    [
      ', { id: order.id, "in cents": 3, name, more: { a: "b" }, list: f(1, 2) });',
      '{ id: unknown; "in cents": number; name: unknown; more: { a: string }; list: unknown }',
    ],
    [", order)", undefined],
    [", {})", undefined],
    [", { ...order, id })", undefined],
    [", { [key]: 1 })", undefined],
    [", { pay() { return 1; } })", undefined],
    [")", undefined],
    ["", undefined],
    [", { id: 1", undefined],
    [", new Date())", undefined],
  ] as const)
    it(`${call || "(nothing)"}: ${type ?? "nothing"}`, () => {
      assert.equal(inputTypeOf(call), type);
    });

  it("comes after the options of a retry", () => {
    assert.equal(inputTypeOf(", new df.RetryOptions(5, 3), { id: 1 })", 1), "{ id: number }");
    assert.equal(inputTypeOf(", retry)", 1), undefined);
  });
});
