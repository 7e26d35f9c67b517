import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { check, tokenise } from "./tokenise";

const failed = readFileSync("media/sample/histories/failed.durable-history.json", "utf8");

describe("history documents", () => {
  it("marks event types, EDM types, ids, names and times in a row", () =>
    check(
      "source.json",
      `
{ "format": "durable-history-rows/1", "hub": "Orders", "history": [
           //^^^^^^^^^^^^^^^^^^^^^^ keyword.other.format.durable-history
  {"EventType":["Edm.String","TaskScheduled"],"EventId":["Edm.Int32",3],"Name":["Edm.String","chargePayment"]},
               //^^^^^^^^^^ storage.type.edm.durable-history
                            //^^^^^^^^^^^^^ entity.name.type.event.durable-history
                                                        //^^^^^^^^^ storage.type.edm.durable-history
                                                                   //^ constant.numeric.id.durable-history
                                                                                            //^^^^^^^^^^^^^ entity.name.function.durable-history
  {"EventType":["Edm.String","TaskFailed"],"_Timestamp":["Edm.DateTime","2026-11-25T20:12:50.2576315Z"]},
                            //^^^^^^^^^^ entity.name.type.event.failed.durable-history
                                                                       //^^^^^^^^^^^^^^^^^^^^^^^^^^^^ constant.other.timestamp.durable-history
  {"RowKey":["Edm.String","sentinel"],"Input":["Edm.String","{\\"EventType\\":[\\"Edm.String\\"]}"]}
                         //^^^^^^^^ variable.other.id.durable-history
                                                            //^^ constant.character.escape.json
                                                                             //^^^^^^^^^^ -storage.type.edm.durable-history
] }
`,
    ));

  it("marks rows that were formatted over several lines", () =>
    check(
      "source.json",
      `
{
  "format": "durable-history-rows/1",
  "instance": {
    "RuntimeStatus": [
      "Edm.String",
     //^^^^^^^^^^ storage.type.edm.durable-history
      "Failed"
     //^^^^^^ constant.language.status.durable-history
    ],
    "CreatedTime": [
      "Edm.DateTime",
     //^^^^^^^^^^^^ storage.type.edm.durable-history
      "2026-11-25T20:12:50Z"
     //^^^^^^^^^^^^^^^^^^^^ constant.other.timestamp.durable-history
    ]
  }
}
`,
    ));

  it("leaves other JSON alone", () =>
    check(
      "source.json",
      `
{ "format": "other/1", "EventType": ["Edm.String", "TaskFailed"], "at": "2026-11-25T20:12:50Z" }
                                                   //^^^^^^^^^^ -entity.name.type.event.failed.durable-history
                                    //^^^^^^^^^^ -storage.type.edm.durable-history
                                                                        //^^^^^^^^^^^^^^^^^^^^ -constant.other.timestamp.durable-history
`,
    ));

  it("ends with the object: what follows in the file is plain JSON", () =>
    check(
      "source.json",
      `
[{ "format": "durable-history-rows/1", "blobs": {} }, { "RowKey": ["Edm.String", "x"] }]
            //^^^^^^^^^^^^^^^^^^^^^^ keyword.other.format.durable-history
                                                                   //^^^^^^^^^^ -storage.type.edm.durable-history
`,
    ));

  it("names every event of a recorded history once, and leaves no rule open", async () => {
    const { lines, depth } = await tokenise("source.json", failed);
    const named = lines.flat().filter(({ scopes }) => scopes.at(-1)?.startsWith("entity.name.type.event"));
    const rows = (JSON.parse(failed) as { history: { EventType?: [string, string] }[] }).history;
    const types = rows.flatMap((row) => (row.EventType ? [row.EventType[1]] : []));
    assert.deepEqual(
      named.map(({ text }) => text),
      types,
    );
    assert.equal(depth, 1);
  });

  it("flags nothing of a recorded history as illegal", async () => {
    const { lines } = await tokenise("source.json", failed);
    const illegal = lines.flat().filter(({ scopes }) => scopes.some((scope) => scope.startsWith("invalid.")));
    assert.deepEqual(illegal, []);
  });
});
