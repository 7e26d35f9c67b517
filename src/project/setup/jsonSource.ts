import { getNodeValue, parseTree, printParseErrorCode, type Node, type ParseError } from "jsonc-parser";
import { LineIndex } from "../../base/lineIndex";
import type { SourcePlace } from "../../base/sourcePlace";
import { jsonTextOf } from "../hostText";

/** A member of a JSON object as the user wrote it. */
export interface JsonMember {
  readonly name: string;
  readonly value: unknown;
  readonly place: SourcePlace;
}

/** Why a text is no JSON object, and where that shows. */
export interface JsonDamage {
  readonly reason: string;
  readonly place: SourcePlace;
}

/** A JSON file with the places of its members; names ignore case, as .NET binds them. */
export class JsonSource {
  readonly file: string;
  /** Undefined for a JSON object; comments and commas at the end are let pass. */
  readonly damage: JsonDamage | undefined;
  readonly #lines: LineIndex;
  readonly #root: Node | undefined;

  constructor(file: string, text: string) {
    this.file = file;
    this.#lines = new LineIndex(text);
    const errors: ParseError[] = [];
    this.#root = parseTree(jsonTextOf(file, text), errors, { allowTrailingComma: true });
    this.damage = this.#damageOf(errors);
  }

  #damageOf([first]: readonly ParseError[]): JsonDamage | undefined {
    if (!first && this.#root?.type === "object") return undefined;
    const { offset, length } = first ?? { offset: 0, length: 0 };
    const place = this.#lines.place(this.file, { start: offset, end: offset + length });
    return { reason: first ? printParseErrorCode(first.error) : "an object was expected", place };
  }

  /** The members of the object at a path; none when there is no object. */
  members(...path: readonly (string | number)[]): readonly JsonMember[] {
    return (this.#node(path)?.children ?? []).flatMap((property) => this.#member(property) ?? []);
  }

  member(...path: readonly (string | number)[]): JsonMember | undefined {
    const name = String(path.at(-1)).toLowerCase();
    return this.members(...path.slice(0, -1)).find((member) => member.name.toLowerCase() === name);
  }

  /** The place of the first of these members that is there, else the file's first line. */
  place(...paths: readonly (readonly string[])[]): SourcePlace {
    const found = paths.map((path) => this.member(...path)).find((member) => member !== undefined);
    return found?.place ?? this.#lines.place(this.file, { start: 0, end: 0 });
  }

  #member(property: Node): JsonMember | undefined {
    const [key, value] = property.children ?? [];
    if (property.type !== "property" || !key || !value) return undefined;
    const range = { start: property.offset, end: value.offset + value.length };
    return {
      name: String(key.value),
      value: getNodeValue(value) as unknown,
      place: this.#lines.place(this.file, range),
    };
  }

  #node(path: readonly (string | number)[]): Node | undefined {
    let node = this.#root;
    for (const step of path) {
      if (typeof step === "number") node = node?.type === "array" ? node.children?.[step] : undefined;
      else
        node = node?.children?.find(({ children }) => String(children?.[0]?.value).toLowerCase() === step.toLowerCase())
          ?.children?.[1];
    }
    return node;
  }
}
