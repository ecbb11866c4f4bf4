"""The built tables of the collection in use: written, and read where they are of what is there now, else made anew."""

from pathlib import Path

import pandas as pd

from lepdata import __version__
from lepdata.errors import UsageError, refused
from lepdata.files import DATA, PACKAGE, PROCESSED, RAW, RULES, hash_of, write_together
from lepdata.registers.whose import BUILT_OF, Collection, held, in_use, per_collection


def build(out: Path | None = None) -> list[Path]:
    """Rebuild every table of the collection in use from its raw files and the rules; give back the files written."""
    from lepdata.collections.tables import files  # reading built tables costs none of what building needs

    with held(alone=out is None):
        used = in_use()
        placeless, installed = used.is_file or used.hidden, used.root is None and DATA.parent == PACKAGE
        if out is None and (placeless or installed):
            found = "have no place of their own" if placeless else "are the installed package's own"
            raise UsageError(f"These tables {found}. Fix: say where they go with --out DIR.")
        out, made = Path(out or used.processed), files()
        package = out / "datapackage.json"
        taken = next((name for name in made if (out / name).exists() and out != used.processed), "")
        if taken and not (package.is_file() and b'"name": "lepdata"' in package.read_bytes()):
            raise UsageError(f"{out} holds {taken}, which lepdata did not write. Fix: name another folder.")
        stamp = {BUILT_OF: f"{built_of(used)}\n"} if used.root and out == used.processed else {}
        # The stamp comes last: without it the tables are made anew.
        write_together({out / name: text.encode("utf-8") for name, text in (made | stamp).items()})
        return [out / name for name in made]


def stored_table(name: str) -> pd.DataFrame:
    """One built table as text, without the sentences that are made when it is shown."""
    used = in_use()
    if used.hidden or (used.root and not is_fresh(used)):
        return _made()[name].copy()
    path = used.processed / f"{name}.csv"
    if not path.is_file():
        raise refused(path.name, "no file", f"the processed table {name}", "run: lepdata build")
    return pd.read_csv(path, dtype=str, keep_default_na=False)


@per_collection(maxsize=2)
def _made() -> dict[str, pd.DataFrame]:
    from lepdata.collections.tables import compute

    return {name: frame.astype(str).fillna("") for name, frame in compute().items()}


def is_fresh(used: Collection) -> bool:
    stamp = used.processed / BUILT_OF
    return not used.is_file and stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == built_of(used)


def built_of(used: Collection) -> str:
    """Everything that the tables of a folder depend on: what it holds, the rules, the code and the shipped data."""
    return f"{used.stamp} {rules_version()} {data_version() if used.with_shipped else ''} {__version__}"


def data_version() -> str:
    """A short hash over the shipped data, raw and processed."""
    signed = (RAW / f"{name}.csv" for name in ("manifest", "corrections", "decisions"))
    return hash_of([*signed, *sorted(PROCESSED.glob("*.csv"))], DATA)[:12]


def rules_version() -> str:
    return hash_of(sorted(RULES.rglob("*")), RULES)[:12]
