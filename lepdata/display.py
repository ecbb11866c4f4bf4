"""Frames as plain rows, templates filled in, and records that say themselves, printed in a line or in a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from html import escape
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from lepdata.files import visible

if TYPE_CHECKING:
    import pandas as pd

_K = TypeVar("_K")
_V = TypeVar("_V")


def row_dicts(frame: pd.DataFrame, names: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The rows, or some columns of them, in plain Python; pandas' own `to_dict` takes eight times as long for texts."""
    names = names or [*frame.columns]
    columns = (_cells(frame[name]) for name in names)
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def in_one_block(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame whose texts lie in one array: of type str each column is one of its own, and its rows are cut apart."""
    return frame.astype(dict.fromkeys(frame.columns[frame.dtypes == "str"], object)).copy()


def in_columns(frame: pd.DataFrame) -> pd.DataFrame:
    """The same as whoever asks for a frame gets it: texts of type str."""
    return frame.astype(dict.fromkeys(frame.columns[frame.dtypes == "object"], "str"))


def as_texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Every cell as a text: "" for what is missing, whole numbers without a point, a day as 2026-03-31."""
    return frame.astype("object").where(frame.notna(), "").map(_text)


def _text(value: Any) -> str:
    if hasattr(value, "strftime"):
        return str(value.strftime("%Y-%m-%d"))
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


class Told(list[Any]):
    """Records that go with a frame in its `attrs`, which pandas copies deeply with each column that is taken."""

    def __deepcopy__(self, memo: object) -> Told:
        return self


def gathered(pairs: Iterable[tuple[_K, _V]]) -> dict[_K, list[_V]]:
    """All that stands beside the same first thing, in order."""
    found: dict[_K, list[_V]] = {}
    for first, one in pairs:
        found.setdefault(first, []).append(one)
    return found


def everywhere(value: Any, change: Callable[[str], str]) -> Any:
    """Lists in dicts in lists, as JSON has them, with every text in them changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [everywhere(item, change) for item in value]
    return {key: everywhere(item, change) for key, item in value.items()} if isinstance(value, dict) else value


def _cells(column: pd.Series) -> list[Any]:
    """The values, None where a whole number is missing."""
    numbers = column.dtype.kind in "iub" and column.hasnans
    return column.astype(object).where(column.notna(), None).tolist() if numbers else column.tolist()


@cache
def _environment() -> Any:
    """The one Jinja environment: escaping everywhere, and a name that is not given is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    blanks: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True}
    places = FileSystemLoader(sorted(Path(__file__).parent.glob("*/templates")))
    return Environment(loader=places, autoescape=True, undefined=StrictUndefined, **blanks)


def filled(template: str, **context: Any) -> str:
    """Finished HTML by a file of a folder `templates`; texts are escaped, but not what is finished."""
    return str(_environment().get_template(template).render(**context))


class Record:
    """For frozen dataclasses made with ``repr=False``; a review says its sentences."""

    def _told(self) -> Sequence[str]:
        """What it says, the first sentence for where there is room for one."""
        first, *rest = import_module("lepdata.reviews.parts").sentences(self) or ("nothing can be said",)
        return (": ".join(filter(None, (getattr(self, "lep", ""), first))), *rest)

    def _shown(self) -> pd.DataFrame | None:
        return None

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self._told()[0]}>"

    def _repr_html_(self) -> str:
        rows = self._shown()
        said = "".join(f"<p>{escape(visible(one))}</p>" for one in self._told())
        return said if rows is None else said + visible(rows.to_html(index=False, na_rep="", border=0))
