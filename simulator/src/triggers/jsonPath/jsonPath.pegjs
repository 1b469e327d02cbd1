// JSONPath as event triggers take it: Jayway's dialect, without its functions other than two.

Expression = _ path:RootPath _ { return path; }

RootPath = root:"$" steps:Step* call:Call? { return { kind: "path", root, steps, call }; }
Path = root:[$@] steps:Step* call:Call? { return { kind: "path", root, steps, call }; }

Step
  = ".." step:(Bracket / Wild / Names) { return { ...step, deep: true }; }
  / "." step:(Wild / Names) { return { ...step, deep: false }; }
  / step:Bracket { return { ...step, deep: false }; }

Wild = "*" { return { kind: "all" }; }
Names = name:Name !(_ "(") { return { kind: "names", names: [name] }; }
Name = $[^.,:'"*?$@()[\]{} \t\r\n=<>!&|~/+]+

Bracket = "[" _ step:Inside _ "]" { return step; }
Inside
  = "*" { return { kind: "all" }; }
  / "?" _ "(" _ test:Or _ ")" { return { kind: "filter", test }; }
  / "(" _ "@.length" ("(" _ ")")? _ "-" _ back:Digits _ ")" { return { kind: "places", places: [-back] }; }
  / from:Integer? _ ":" _ to:Integer? step:(_ ":" _ by:Integer? { return by; })? {
      return { kind: "slice", from, to, by: step ?? 1 };
    }
  / first:Integer rest:(_ "," _ place:Integer { return place; })* {
      return { kind: "places", places: [first, ...rest] };
    }
  / first:String rest:(_ "," _ name:String { return name; })* {
      return { kind: "names", names: [first, ...rest] };
    }

Call
  = ".length" _ "(" _ ")" { return { name: "length" }; }
  / ".concat" _ "(" _ first:Operand rest:(_ "," _ part:Operand { return part; })* _ ")" {
      return { name: "concat", parts: [first, ...rest] };
    }

Or = first:And rest:(_ "||" _ part:And { return part; })* {
  return rest.length ? { kind: "or", parts: [first, ...rest] } : first;
}
And = first:Not rest:(_ "&&" _ part:Not { return part; })* {
  return rest.length ? { kind: "and", parts: [first, ...rest] } : first;
}
Not
  = "!" _ part:Not { return { kind: "not", part }; }
  / "(" _ inner:Or _ ")" { return inner; }
  / Test

Test
  = left:Operand _ "=~" _ pattern:Pattern { return { kind: "match", left, pattern }; }
  / left:Operand _ operator:Symbol _ right:Operand { return { kind: "compare", left, operator, right }; }
  / left:Operand _ operator:Word ![A-Za-z0-9_] _ right:Operand {
      return { kind: "compare", left, operator, right };
    }
  / path:Path { return { kind: "exists", path }; }

Symbol = "==" / "!=" / ">=" / "<=" / ">" / "<"
Word = "in" / "nin" / "subsetof" / "anyof" / "noneof" / "size" / "contains"

Operand = Path / Value
Value
  = value:(String / Number / Boolean / Null / List) { return { kind: "value", value }; }
List = "[" _ items:(first:Value rest:(_ "," _ item:Value { return item; })* { return [first, ...rest]; })? _ "]" {
  return (items ?? []).map((item) => item.value);
}

Pattern = "/" source:$("\\" . / [^/\\])+ "/" flags:$[dimsux]* {
  try {
    // Java's flags d and x have no like here and change nothing in what people write.
    return new RegExp(`^(?:${source})$`, flags.replace(/[dx]/g, "").replace(/(.)(?=.*\1)/g, ""));
  } catch (problem) {
    error(problem.message);
  }
}

String
  = "\"" chars:("\\" char:. { return char; } / [^"\\])* "\"" { return chars.join(""); }
  / "'" chars:("\\" char:. { return char; } / [^'\\])* "'" { return chars.join(""); }
Number = text:$("-"? [0-9]+ ("." [0-9]+)?) ![A-Za-z0-9_] { return Number(text); }
Boolean = text:("true" / "false") ![A-Za-z0-9_] { return text === "true"; }
Null = "null" ![A-Za-z0-9_] { return null; }
Integer = text:$("-"? [0-9]+) { return Number(text); }
Digits = text:$[0-9]+ { return Number(text); }
_ = [ \t\r\n]*
