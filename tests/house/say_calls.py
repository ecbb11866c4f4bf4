"""Every call of `say`, `phrases` and `series`: which phrases it may say, with which values, as far as code tells."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Scope = ast.FunctionDef | ast.Module
Held = list[tuple[ast.expr, Scope]]
UNREAD = "an id that the code does not tell"


@dataclass(frozen=True)
class Call:
    """One call: patterns of the ids that it may ask for, and the names of its values.

    `shared` are values handed over in one dictionary, of which not every phrase needs each; `more` says that their
    names cannot be read off the code. `whole` is a call that hands out phrases as they are.
    """

    place: str
    file: str
    patterns: tuple[str, ...]
    values: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    more: bool = False
    whole: bool = False

    def ids(self, fields: dict[str, set[str]]) -> list[str]:
        """The ids that it may ask for, of a file whose phrases have these fields.

        An id of which only a part can be read off the code is one whose phrase the values fit, if any does; where
        nothing can be read it may be any such.
        """
        given = self.values | self.shared
        return [phrase for one in self.patterns for phrase in self._matching(one, fields, given)]

    def _matching(self, pattern: str, fields: dict[str, set[str]], given: frozenset[str]) -> list[str]:
        if pattern == UNREAD:
            return [phrase for phrase, own in fields.items() if own <= given and bool(own) == bool(given)]
        named = [phrase for phrase in fields if re.fullmatch(pattern, phrase)]
        fitting = [phrase for phrase in named if fields[phrase] <= given]
        return fitting or named if ".*" in pattern and not self.whole and not self.more else named

    def faults(self, fields: dict[str, set[str]]) -> list[str]:
        """What is wrong with it, given the fields of the file's phrases."""
        asked = self.ids(fields)
        if not asked:
            return [f"{self.place}: {self.file} has no phrase {' or '.join(self.patterns)}"]
        wanted = set().union(*(fields[phrase] for phrase in asked))
        missing = set() if self.more or self.whole else wanted - self.values - self.shared
        said = [f"{self.place}: {self.file} {asked[0]} needs {name}" for name in sorted(missing)]
        return said + [f"{self.place}: {self.file} {asked[0]} has no {one}" for one in sorted(self.values - wanted)]


def calls(folder: Path) -> list[Call]:
    """Every call below a folder of Python files."""
    return [call for path in sorted(folder.rglob("*.py")) for call in calls_in(path)]


def calls_in(path: Path) -> list[Call]:
    """The calls of one file."""
    return Module(path).calls()


class Module:
    """One file's code, in which names can be followed to what they may hold."""

    def __init__(self, path: Path) -> None:
        self.path, self.tree = path, ast.parse(path.read_text(encoding="utf-8"))
        nodes = list(ast.walk(self.tree))
        self.scopes: list[Scope] = [one for one in nodes if isinstance(one, ast.FunctionDef | ast.Module)]
        self.imports = [one for one in nodes if isinstance(one, ast.ImportFrom) and one.module]
        self.functions = {one.name: one for one in self.scopes if isinstance(one, ast.FunctionDef)}

    def calls(self) -> list[Call]:
        """The calls in it of these functions, by whatever names it has for them."""
        names = [name for one in self.imports if one.module == "lepdata.words_by_id" for name in one.names]
        known = {name.asname or name.name: name.name for name in names if name.name in ("say", "phrases", "series")}
        return [
            self._call(node, known[node.func.id], scope)
            for scope in self.scopes
            for node in _own_nodes(scope)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known
        ]

    def _call(self, node: ast.Call, function: str, scope: Scope) -> Call:
        file = next(iter(self._texts(node.args[0], scope)), UNREAD).replace("\\", "")
        place = f"{self.path.name}:{node.lineno}"
        if function != "say":
            start = re.escape(node.args[1].value) if function == "series" else ""  # type: ignore[attr-defined]
            return Call(place, file, (f"{start}.*",), whole=True)
        named = frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
        given = [self._keys(keyword.value, scope) for keyword in node.keywords if keyword.arg is None]
        shared: frozenset[str] = frozenset().union(*(keys for keys in given if keys))
        ids = tuple(dict.fromkeys(self._texts(node.args[1], scope)))
        return Call(place, file, ids, named, shared, more=any(keys is None for keys in given))

    def _texts(self, node: ast.expr, scope: Scope, seen: frozenset[str] = frozenset()) -> list[str]:
        """Regular expressions for the texts that an expression may be, `UNREAD` where the code does not tell."""
        if isinstance(node, ast.Constant):
            return [re.escape(str(node.value))]
        if isinstance(node, ast.JoinedStr):
            return ["".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".*" for p in node.values)]
        name = f"{id(scope)} {ast.unparse(node)}"
        held = [] if name in seen else self._held(node, scope)
        if not held:
            return [UNREAD]
        return [text for value, where in held for text in self._texts(value, where, seen | {name})]

    def _keys(self, node: ast.expr, scope: Scope) -> set[str] | None:
        """The keys of a dictionary that is handed over whole; None where they cannot be read off the code."""
        dicts = [node] if isinstance(node, ast.Dict) else [value for value, _ in self._held(node, scope)]
        keys = {
            key.value if isinstance(key, ast.Constant) else None for d in dicts for key in getattr(d, "keys", [None])
        }
        return None if None in keys or not dicts else {str(key) for key in keys}

    def _held(self, node: ast.expr, scope: Scope) -> Held:
        """What an expression may stand for, one step on."""
        match node:
            case ast.IfExp():
                return [(node.body, scope), (node.orelse, scope)]
            case ast.Name():
                return self._named(node.id, scope)
            case ast.Subscript(value=table) | ast.Call(func=ast.Attribute(value=table, attr="get")):
                tables = [(table, scope)] if isinstance(table, ast.Dict) else self._held(table, scope)
                otherwise = [(one, scope) for one in node.args[1:]] if isinstance(node, ast.Call) else []
                return [*(one for value, where in tables for one in _values_of(value, where)), *otherwise]
            case ast.Call(func=ast.Name(id=name)) if name in self.functions:
                return _returned(self.functions[name])
        return []

    def _named(self, name: str, scope: Scope) -> Held:
        """What a name may hold: by the function itself, else by its callers, else by the module."""
        own = [one for node in _own_nodes(scope) for one in self._assigned(node, name, scope)]
        return own or self._handed_in(name, scope) or self.given(name)

    def given(self, name: str) -> Held:
        """What a module gives a name: by itself, or by the module that it has it from."""
        own = [one for node in self.tree.body for one in self._assigned(node, name, self.tree)]
        return own or [one for origin in self._origins(name) for one in Module(origin).given(name)]

    def _origins(self, name: str) -> Iterator[Path]:
        top = next((folder.parent for folder in self.path.parents if folder.name == "lepdata"), self.path.parent)
        for one in self.imports:
            path = top.joinpath(*str(one.module).split(".")).with_suffix(".py")
            if path.is_file() and any(name == (alias.asname or alias.name) for alias in one.names):
                yield path

    def _assigned(self, node: ast.AST, name: str, scope: Scope) -> Iterator[tuple[ast.expr, Scope]]:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.For) else []
        for target in targets:
            if isinstance(target, ast.Name) and target.id == name and isinstance(node, ast.Assign):
                yield node.value, scope
            elif isinstance(target, ast.Tuple) and name in (places := [ast.unparse(one) for one in target.elts]):
                value = node.value if isinstance(node, ast.Assign) else node.iter  # type: ignore[attr-defined]
                yield from self._place_of(value, places.index(name), scope)

    def _place_of(self, value: ast.expr, at: int, scope: Scope) -> Iterator[tuple[ast.expr, Scope]]:
        """What stands at one place of a tuple."""
        if isinstance(value, ast.Tuple):
            yield value.elts[at], scope
        else:
            for one, where in self._held(value, scope):
                yield from self._place_of(one, at, where)

    def _handed_in(self, name: str, scope: Scope) -> Held:
        if not isinstance(scope, ast.FunctionDef) or name not in (names := [one.arg for one in scope.args.args]):
            return []
        is_method = names[0] == "self"
        at = names.index(name) - is_method
        return [
            (node.args[at], where)
            for where in self.scopes
            for node in _own_nodes(where)
            if isinstance(node, ast.Call) and _calls(node.func, scope.name, is_method) and len(node.args) > at
        ]


def _calls(function: ast.expr, name: str, is_method: bool) -> bool:
    if is_method:
        return isinstance(function, ast.Attribute) and function.attr == name
    return isinstance(function, ast.Name) and function.id == name


def _own_nodes(scope: ast.AST) -> Iterator[ast.AST]:
    """What stands in a function or module and in none of the functions within it."""
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, ast.FunctionDef):
            yield child
            yield from _own_nodes(child)


def _returned(function: ast.FunctionDef) -> Held:
    nodes = _own_nodes(function)
    return [(node.value, function) for node in nodes if isinstance(node, ast.Return) and node.value is not None]


def _values_of(value: ast.expr, where: Scope) -> Held:
    return [(one, where) for one in value.values] if isinstance(value, ast.Dict) else []
