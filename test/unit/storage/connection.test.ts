import assert from "node:assert/strict";
import { inspect } from "node:util";
import { ToolkitError } from "../../../src/base/errors";
import { Secret } from "../../../src/base/secret";
import { describeConnection, parseConnectionString } from "../../../src/storage/connection";
import { escapeKey, odataLiteral, unescapeKey } from "../../../src/storage/keys";

const key = "UGxhbnRlZEtleQ==";
const parse = (text: string) => parseConnectionString(new Secret(text), "OrdersStorage");

describe("connection string", () => {
  const cases: readonly [title: string, text: string, account: string, table: string, blob: string, words: string][] = [
    [
      "of an account",
      `DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=${key};EndpointSuffix=core.windows.net`,
      "contoso",
      "https://contoso.table.core.windows.net",
      "https://contoso.blob.core.windows.net",
      "storage account contoso",
    ],
    [
      "of another cloud",
      `AccountName=contoso;AccountKey=${key};EndpointSuffix=core.chinacloudapi.cn`,
      "contoso",
      "https://contoso.table.core.chinacloudapi.cn",
      "https://contoso.blob.core.chinacloudapi.cn",
      "storage account contoso",
    ],
    [
      "with endpoints, in any case and with blanks",
      ` accountname = contoso ; ACCOUNTKEY=${key}; TableEndpoint=https://t.example.com/; blobendpoint=https://b.example.com `,
      "contoso",
      "https://t.example.com",
      "https://b.example.com",
      "storage account contoso",
    ],
    [
      "with a signature",
      `TableEndpoint=https://contoso.table.core.windows.net/;BlobEndpoint=https://contoso.blob.core.windows.net/;SharedAccessSignature=sv=1&sig=a%3D`,
      "contoso",
      "https://contoso.table.core.windows.net",
      "https://contoso.blob.core.windows.net",
      "storage account contoso",
    ],
    [
      "of the emulator",
      "UseDevelopmentStorage=true;",
      "devstoreaccount1",
      "http://127.0.0.1:10002/devstoreaccount1",
      "http://127.0.0.1:10000/devstoreaccount1",
      "Azurite (127.0.0.1:10002)",
    ],
    [
      "of an emulator elsewhere",
      "UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://azurite",
      "devstoreaccount1",
      "http://azurite:10002/devstoreaccount1",
      "http://azurite:10000/devstoreaccount1",
      "Azurite (azurite:10002)",
    ],
    [
      "of an emulator at its own ports",
      `AccountName=devstoreaccount1;AccountKey=${key};TableEndpoint=http://localhost:7/devstoreaccount1;BlobEndpoint=http://localhost:8/devstoreaccount1`,
      "devstoreaccount1",
      "http://localhost:7/devstoreaccount1",
      "http://localhost:8/devstoreaccount1",
      "Azurite (localhost:7)",
    ],
  ];
  for (const [title, text, account, table, blob, words] of cases) {
    it(`${title} is read`, () => {
      const connection = parse(text);
      assert.deepEqual([connection.account, connection.tableEndpoint, connection.blobEndpoint], [account, table, blob]);
      assert.equal(describeConnection(connection), words);
      assert.ok(!inspect(connection, { depth: 9, showHidden: true }).includes(key));
    });
  }

  const bad: readonly [text: string, reason: RegExp][] = [
    ["", /is empty/],
    ["UGxhbnRlZEtleQplanted", /not a list of Name=Value; pairs/],
    [`=${key}`, /not a list of Name=Value; pairs/],
    [`AccountKey=${key}`, /has no AccountName/],
    ["AccountName=contoso", /neither AccountKey nor SharedAccessSignature/],
    [`AccountName=contoso;AccountKey=planted ${key}`, /AccountKey that is not Base64/],
    [`AccountName=conto so;AccountKey=${key}`, /no usable address in AccountName/],
    [`AccountName=contoso;AccountKey=${key};TableEndpoint=planted`, /no usable address in TableEndpoint/],
    [`AccountName=contoso;AccountKey=${key};TableEndpoint=ftp://planted`, /no usable address in TableEndpoint/],
    [`@Microsoft.KeyVault(SecretUri=https://planted.vault.azure.net/secrets/${key})`, /Key Vault/],
  ];
  for (const [text, reason] of bad) {
    it(`"${text.slice(0, 40)}" is refused without being repeated`, () => {
      assert.throws(
        () => parse(text),
        (error: unknown) => {
          assert.ok(error instanceof ToolkitError && error.code === "connection-invalid");
          assert.match(error.message, reason);
          assert.match(error.message, /setting OrdersStorage/);
          const printed = inspect(error, { depth: 9, showHidden: true });
          assert.ok(!printed.includes(key.slice(0, 8)) && !printed.includes("//planted"));
          return true;
        },
      );
    });
  }
});

describe("partition key", () => {
  // KeySanitationTests.cs of durabletask and the table of the design.
  const cases: readonly [plain: string, escaped: string][] = [
    ["plain-ID_1", "plain-ID_1"],
    ["a/b#c?d\\e^f", "a^0b^2c^3d^1e^^f"],
    ["^0 ^^ caret", "^^0 ^^^^ caret"],
    ["\u0000\t\u001f", "^\u00c0^\u00c9^\u00df"],
    ["\u007f\u009f", "^\u013f^\u015f"],
    ["订单-ß-😀", "订单-ß-😀"],
    ["it's 100%", "it's 100%"],
  ];
  for (const [plain, escaped] of cases) {
    it(`of ${JSON.stringify(plain)} is ${JSON.stringify(escaped)}`, () => {
      assert.equal(escapeKey(plain), escaped);
      assert.equal(unescapeKey(escaped), plain);
    });
  }

  it("of every character leads back to it", () => {
    for (let code = 0; code < 0x300; code++) {
      const id = `a${String.fromCharCode(code)}^b`;
      assert.equal(unescapeKey(escapeKey(id)), id);
      assert.doesNotMatch(escapeKey(id), /[/\\#?]/);
    }
  });

  it("that nobody escaped stays as it is", () => assert.equal(unescapeKey("a^zb^"), "a^zb^"));

  it("becomes a literal of a filter", () => assert.equal(odataLiteral("it's"), "'it''s'"));
});
