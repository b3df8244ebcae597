"""The field Authentication-Results taken apart by its grammar (RFC 8601): who says it, and what of which method.

Quoted strings and comments are one piece each, whatever stands in them: who sends a mail chooses parts of them. A field
that is broken, or longer than any server writes, is None: it vouches for nobody. Linear in the length of the field.
"""

import re
from dataclasses import dataclass
from operator import itemgetter

_LONGEST = 20_000
# A quoted string, or the sign that begins or ends a comment, or a semicolon, or a run of anything else.
_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|[();"]|[^();"]+', re.DOTALL)
_WORD = re.compile(
    r'"(?:[^"\\]|\\.)*"|(?<![\w./-])([\w.-]+)(?:\s*/\s*\d+)?\s*=\s*((?:"(?:[^"\\]|\\.)*"|[^\s"])*)', re.DOTALL
)
_METHODS = frozenset({"dmarc", "dkim", "spf"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The result of one method: "dmarc", "fail", and its properties by name, such as `header.from`; in lower case."""

    method: str
    result: str
    properties: tuple[tuple[str, str], ...]

    def domains(self, *names: str) -> tuple[str, ...]:
        """The domains in the properties of these names."""
        values = (value for name, value in self.properties if name in names)
        return tuple(value.rpartition("@")[2].strip('"').rstrip(".") for value in values)


def parsed(field: str) -> tuple[str, tuple[Result, ...]] | None:
    """The server that made the checks, and its results for DMARC, DKIM and SPF; None for a broken field.

    >>> server, results = parsed('mx.example; spf=pass smtp.mailfrom="x;dmarc=pass"@evil.example; dmarc=fail')
    >>> server, [(result.method, result.result) for result in results]
    ('mx.example', [('spf', 'pass'), ('dmarc', 'fail')])
    """
    statements = _statements(field) if len(field) <= _LONGEST else None
    if statements is None:
        return None
    server, *result_texts = statements
    results = (_result(text) for text in result_texts)
    return (server.split() or [""])[0].strip('"').lower(), tuple(result for result in results if result)


def _statements(field: str) -> list[str] | None:
    """What stands between semicolons, without comments; None where a comment or a quoted string has no end."""
    statements: list[list[str]] = [[]]
    depth = 0
    # One by one: looked for in all of the field, strings without an end would cost its length each.
    for piece in map(itemgetter(0), _PIECE.finditer(field)):
        if piece == '"':
            return None
        if piece in "()":
            depth += 1 if piece == "(" else -1
            if depth < 0:
                return None
        elif not depth and piece == ";":
            statements.append([])
        elif not depth:
            statements[-1].append(piece)
    return None if depth else ["".join(pieces) for pieces in statements]


def _result(statement: str) -> Result | None:
    """One method with its result; None for a method that is not asked here."""
    pairs = [(word[1].lower(), word[2].lower()) for word in _WORD.finditer(statement) if word[1]]
    if not pairs or pairs[0][0] not in _METHODS:
        return None
    (method, result), *properties = pairs
    return Result(method=method, result=result.strip('"'), properties=tuple(properties))
