// The query language of search: Elasticsearch's query string, and @nested(...) beside it.

{{
	const all = { kind: "all" };
	const group = (kind, parts) => (parts.length === 1 ? parts[0] : { kind, parts });
	const term = (chars, quoted) => {
		const text = chars.map(({ char }) => char).join("");
		if (quoted || !chars.some(({ wild }) => wild)) return { kind: "term", text, quoted };
		// A literal star must not become a wildcard: the marks tell them apart.
		return { kind: "pattern", chars };
	};
	// Clauses beside each other: one of the plain ones must hold, unless some are required.
	const beside = (clauses) => {
		const required = clauses.filter(({ kind }) => kind === "must").map(({ part }) => part);
		const excluded = clauses.filter(({ kind }) => kind === "not");
		const plain = clauses.filter(({ kind }) => kind !== "must" && kind !== "not");
		const wanted = required.length ? required : plain.length ? [group("or", plain)] : [];
		return group("and", [...wanted, ...excluded]);
	};
}}

Query = _ clauses:Clauses? _ { return clauses ?? all; }

Clauses = first:Or rest:(_ clause:Or { return clause; })* { return beside([first, ...rest]); }

Or = first:And rest:(_ ("OR" Gap / "||") _ part:And { return part; })* {
  return group("or", [first, ...rest]);
}
And = first:Unary rest:(_ ("AND" Gap / "&&") _ part:Unary { return part; })* {
  return group("and", [first, ...rest]);
}

Unary
  = ("NOT" Gap / "!" / "-") _ part:Unary { return { kind: "not", part }; }
  / "+" _ part:Unary { return { kind: "must", part }; }
  / Primary

Primary
  = "(" _ inner:Clauses _ ")" Boost? { return inner; }
  / "@" path:$([A-Za-z] [A-Za-z0-9_.]*) "(" _ part:Clauses _ ")" { return { kind: "nested", path, part }; }
  / "_exists_:" _ field:FieldName { return { kind: "exists", field }; }
  / "*:*" { return all; }
  / field:FieldName ":" _ part:FieldPart { return { kind: "field", field, part }; }
  / Value

FieldPart
  = "(" _ inner:Clauses _ ")" Boost? { return inner; }
  / Range
  / Comparison
  / Value

Range
  = open:[[{] _ from:Bound __ "TO" __ to:Bound _ close:[\]}] {
    return {
      kind: "range",
      from: from === "*" ? undefined : { text: from, inclusive: open === "[" },
      to: to === "*" ? undefined : { text: to, inclusive: close === "]" },
    };
  }
Bound = Quoted / chars:(Escape / char:[^ \t\r\n\]}"] { return { char }; })+ {
  return chars.map(({ char }) => char).join("");
}

Comparison = operator:(">=" / "<=" / ">" / "<") _ text:(Quoted / Dated) {
  const bound = { text, inclusive: operator.length === 2 };
  return operator[0] === ">" ? { kind: "range", from: bound } : { kind: "range", to: bound };
}
// Rounding and times of day may stand here without escapes.
Dated = chars:(Escape / char:[^ \t\r\n()[\]{}"\\] { return { char }; })+ {
  return chars.map(({ char }) => char).join("");
}

Value
  = text:Quoted ("~" [0-9]+)? Boost? { return { kind: "term", text, quoted: true }; }
  / !(("AND" / "OR" / "NOT") Gap) first:Start rest:(Start / char:[-+!] { return { char }; })* Boost? {
    return term([first, ...rest], false);
  }

Quoted = "\"" chars:(Escape / char:[^"\\] { return { char }; })* "\"" {
  return chars.map(({ char }) => char).join("");
}

Start
  = Escape
  / char:[*?] { return { char, wild: true }; }
  / !("&&" / "||") char:[^ \t\r\n+\-!():^[\]"{}~*?\\/<>] { return { char }; }
Escape = "\\" char:. { return { char }; }

FieldName = chars:(Escape / char:[^ \t\r\n+\-!():^[\]"{}~*?\\/<>@] { return { char }; } / char:[-] { return { char }; })+ {
  return chars.map(({ char }) => char).join("");
}

Boost = "^" [0-9.]+
Gap = __ / &[("!+\-] / !.
_ = [ \t\r\n]*
__ = [ \t\r\n]+
