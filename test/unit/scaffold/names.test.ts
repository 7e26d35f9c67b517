import assert from "node:assert/strict";
import { freeName, nameProblem } from "../../../src/scaffold/names";

const facts = { takenNames: [{ name: "processOrder", kind: "orchestration", file: "/app/a.js" }] } as const;

describe("names of new functions", () => {
  const refused: readonly (readonly [title: string, name: string, problem: RegExp])[] = [
    ["none", "", /needs a name/],
    ["a digit first", "1st", /begins with a letter/],
    ["a letter that is not of the alphabet", "überweisung", /begins with a letter/],
    ["a blank", "process order", /not " "/],
    ["a character of two units", "pay💶", /not "💶"/],
    ["more than 128 characters", "a".repeat(129), /128 characters at most, not 129/],
    ["the host's own name", "Host", /Functions host keeps the name Host/],
    ["a device of Windows", "con", /Windows keeps the name con/],
    ["a device with a number", "LPT3", /Windows keeps the name LPT3/],
    ["a name that is taken", "processOrder", /There is a function processOrder in this app already\.$/],
    ["a name that is taken in another case", "ProcessOrder", /processOrder .* upper from lower case/],
  ];
  for (const [title, name, problem] of refused)
    it(`are refused: ${title}`, () => assert.match(nameProblem(name, facts) ?? "", problem));

  it("are letters, digits, - and _, up to 128 of them", () => {
    for (const name of ["a", "Process-order_2", "console", "com10", "a".repeat(128)])
      assert.equal(nameProblem(name, facts), undefined);
  });

  it("get the first number that makes them free", () => {
    assert.equal(freeName("ship", facts), "ship");
    assert.equal(freeName("PROCESSORDER", facts), "PROCESSORDER2");
  });
});
