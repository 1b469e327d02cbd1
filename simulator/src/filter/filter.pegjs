// The filter language of the collections: not binds tighter than and, and tighter than or.

Filter = _ expression:Or _ { return expression; }

Or = first:And rest:(__ "or" Gap part:And { return part; })* {
  return rest.length ? { kind: "or", parts: [first, ...rest] } : first;
}

And = first:Not rest:(__ "and" Gap part:Not { return part; })* {
  return rest.length ? { kind: "and", parts: [first, ...rest] } : first;
}

Not
  = "not" Gap part:Not { return { kind: "not", part }; }
  / Primary

Primary
  = "(" _ inner:Or _ ")" { return inner; }
  / "pr" __ field:Field { return { kind: "test", field, operator: "pr" }; }
  / field:Field __ "isnull" !NameRest { return { kind: "test", field, operator: "isnull" }; }
  / field:Field __ operator:ListOperator _ values:List { return { kind: "test", field, operator, values }; }
  / field:Field __ operator:Operator __ value:Value { return { kind: "test", field, operator, values: [value] }; }

ListOperator = @("in" / "ca") !NameRest
Operator = @("eq" / "ne" / "gt" / "ge" / "lt" / "le" / "co" / "sw") !NameRest

Field = $([A-Za-z_] NameRest*)
NameRest = [A-Za-z0-9_.\-]

List = "(" _ first:Value rest:(_ "," _ value:Value { return value; })* _ ")" { return [first, ...rest]; }

Value = String / Date / Number / Boolean

String = "\"" chars:Char* "\"" { return { type: "string", value: chars.join("") }; }
Char
  = "\\" char:["\\] { return char; }
  / [^"\\]

Date = text:$([0-9]|4| "-" [0-9]|2| "-" [0-9]|2| ("T" [0-9:.]+ ("Z" / [+-] [0-9:]+)?)?) End {
  return { type: "date", value: text };
}
Number = text:$("-"? [0-9]+ ("." [0-9]+)?) End { return { type: "number", value: Number(text) }; }
Boolean = text:("true" / "false") End { return { type: "boolean", value: text === "true" }; }

End = ![A-Za-z0-9_.:\-]
Gap = __ / &"("
_ = [ \t\r\n]*
__ = [ \t\r\n]+
