"""Modules stay small and well named; what is public is documented and typed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

LONGEST_MODULE = 250
LONGEST_FUNCTION = 40
ROOMS_FOR_EVERYTHING = {"utils", "util", "helpers", "helper", "misc", "common"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.Module) -> Iterator[Function]:
    """Functions and methods, without those inside functions."""
    for node in tree.body:
        if isinstance(node, Function):
            yield node
        elif isinstance(node, ast.ClassDef):
            yield from (inner for inner in node.body if isinstance(inner, Function))


def code_lines(node: Function) -> int:
    """Lines of a function's body, its docstring left out."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def untyped(node: Function) -> list[str]:
    """Arguments without a type, and "return" where its type is missing."""
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    names = [a.arg for a in arguments if a.annotation is None and a.arg not in {"self", "cls"}]
    return names + (["return"] if node.returns is None and node.name != "__init__" else [])


def shortcomings(node: Function) -> Iterator[str]:
    """What a function lacks."""
    if code_lines(node) > LONGEST_FUNCTION:
        yield f"{node.name} has {code_lines(node)} lines"
    if untyped(node):
        yield f"{node.name} lacks types: {', '.join(untyped(node))}"
    if not node.name.startswith("_") and not ast.get_docstring(node):
        yield f"{node.name} has no docstring"


def faults(package: Path) -> list[str]:
    """Every house rule that a module breaks, as "file: rule"."""
    found = []
    for path in sorted(package.rglob("*.py")):
        name, text = path.relative_to(package), path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        if ROOMS_FOR_EVERYTHING & {part.removesuffix(".py") for part in name.parts}:
            found.append(f"{name}: a room for everything; name it for what leaves it")
        if len(text.splitlines()) > LONGEST_MODULE:
            found.append(f"{name}: {len(text.splitlines())} lines")
        if tree.body and not ast.get_docstring(tree):
            found.append(f"{name}: no docstring says what it is for")
        found += [f"{name}:{node.lineno}: {fault}" for node in functions(tree) for fault in shortcomings(node)]
    return found


def test_the_package_keeps_the_rules(root: Path) -> None:
    assert faults(root / "lepdata") == []


GOOD = '"""A module."""\n\n\ndef f(x: int) -> int:\n    """Twice x."""\n    return 2 * x\n'


def body(lines: int) -> str:
    return '"""M."""\ndef f() -> None:\n    """F."""\n' + "    x = 1\n" * lines


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("utils.py", GOOD, "room for everything"),
        ("helpers/names.py", GOOD, "room for everything"),
        ("m.py", GOOD + "x = 1\n" * (LONGEST_MODULE - 5), f"{LONGEST_MODULE + 1} lines"),
        ("m.py", body(LONGEST_FUNCTION + 1), f"f has {LONGEST_FUNCTION + 1} lines"),
        ("m.py", GOOD.replace('    """Twice x."""\n', ""), "f has no docstring"),
        ("m.py", GOOD.replace(" -> int", ""), "f lacks types: return"),
        ("m.py", GOOD.replace("x: int", "x"), "f lacks types: x"),
        ("m.py", GOOD.replace('"""A module."""', ""), "no docstring says"),
        ("m.py", '"""M."""\nclass C:\n    """C."""\n    def f(self): return 1\n', "f lacks types: return"),
    ],
)
def test_a_broken_module_is_caught(name: str, text: str, fault: str, plant) -> None:
    assert any(fault in found for found in faults(plant({name: text})))


@pytest.mark.parametrize("text", [GOOD, GOOD + "x = 1\n" * (LONGEST_MODULE - 6), body(LONGEST_FUNCTION), ""])
def test_a_sound_module_is_not(text: str, plant) -> None:
    assert faults(plant({"m.py": text})) == []
