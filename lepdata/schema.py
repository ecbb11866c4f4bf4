"""The published tables: every column defined once, in `rules/tables.csv`."""

import json
from collections.abc import Collection
from typing import Any

import pandas as pd

from lepdata.files import RULES, rule_file

# Sentences that are not stored: whoever reads a table gets them made from its codes and numbers.
MADE_WHEN_SHOWN = {row["table"]: tuple(row["columns"].split("|")) for row in rule_file("made_when_shown.csv")}
TABLES = tuple(dict.fromkeys(row["table"] for row in rule_file("tables.csv")))


def dictionary() -> pd.DataFrame:
    """The data dictionary: table, column, type, allowed, meaning."""
    return pd.DataFrame(rule_file("tables.csv"), dtype="str")


def of_table(table: str) -> list[dict[str, str]]:
    """The dictionary's rows about one table."""
    return [row for row in rule_file("tables.csv") if row["table"] == table]


def columns(table: str, stored: bool = False) -> list[str]:
    """The columns of a table, in order; only those that are stored, if asked."""
    made = MADE_WHEN_SHOWN.get(table, ()) if stored else ()
    return [row["column"] for row in of_table(table) if row["column"] not in made]


def in_order(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The table's stored columns of `frame`, in the dictionary's order."""
    return frame[columns(table, stored=True)].reset_index(drop=True)


def data_package(tables: Collection[str] = TABLES, stored: bool = False) -> dict[str, object]:
    """Tables as a Frictionless Data Package, version 1, of what is stored if asked; no key leads to one left out."""
    told = json.loads((RULES / "data_package.json").read_text(encoding="utf-8"))
    schemas = ((one, _schema(one, columns(one, stored), told["types"], tables)) for one in TABLES if one in tables)
    resources = [{"name": one, "path": f"{one}.csv", **told["resource"], "schema": schema} for one, schema in schemas]
    return {**told["package"], "resources": resources}


def _schema(table: str, kept: list[str], types: dict[str, Any], tables: Collection[str]) -> dict[str, object]:
    keys = [row for row in rule_file("table_keys.csv") if row["table"] == table]
    key = "".join(row["columns"] for row in keys if row["key"] == "primary")
    fields = [_field(row, row["column"] == key, types[row["type"]]) for row in of_table(table) if row["column"] in kept]
    schema: dict[str, object] = {"fields": fields}
    if key:
        schema["primaryKey"] = key
    foreign = ((row["columns"], *row["refers_to"].split(".")) for row in keys if row["key"] == "foreign")
    of_package = ((own, other, its) for own, other, its in foreign if other in ("", *tables))
    if links := [{"fields": own, "reference": {"resource": other, "fields": its}} for own, other, its in of_package]:
        schema["foreignKeys"] = links
    return schema


def _field(row: dict[str, str], is_key: bool, kind: dict[str, Any]) -> dict[str, object]:
    """Name, type and constraints; an empty cell is a missing value, so "empty" is no word of a closed list."""
    words = [word.strip() for word in row["allowed"].split(";")] if ";" in row["allowed"] else []
    constraints = ({"required": True, "unique": True} if is_key else {}) | kind.get("constraints", {})
    if words and row["type"] == "word":
        constraints["enum"] = [word for word in words if word != "empty"]
    field = {"name": row["column"], **kind, "description": row["meaning"]}
    field.pop("constraints", None)  # they stand last
    return {**field, "constraints": constraints} if constraints else field
