"""Old workbooks (.xls) are read by a process of their own: a damaged one may ask for all the memory there is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict

from lepdata.files import PACKAGE
from lepdata.read.cells import Sheet, read_sheets
from lepdata.read.marks import Marks
from lepdata.stopping import end_with_parent

OLD = b"\xd0\xcf\x11\xe0"  # how they begin
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MOST_MEMORY = 1_500_000_000  # bytes
_SECONDS = 10


class Locked(ValueError):
    """A workbook that only a password opens."""


def sheets_apart(data: bytes, marks: dict[str, Marks]) -> list[Sheet]:
    """What `read_sheets` gives, or a ValueError whatever happens to the process that reads."""
    if _ENCRYPTED in data:
        raise Locked
    places = os.pathsep.join(filter(None, (str(PACKAGE.parent), os.environ.get("PYTHONPATH", ""))))
    asked = [sys.executable, "-m", "lepdata.read.apart", str(os.getpid())]
    try:
        run = subprocess.run(
            asked,
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            env=os.environ | {"PYTHONPATH": places},
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise ValueError("the process that reads it ended early") from error
    found = json.loads(run.stdout)
    return [
        Sheet(**each | {"rows": [(line, tuple(row)) for line, row in each["rows"]], "marks": Marks()}) for each in found
    ]


def _main() -> None:
    end_with_parent(int(sys.argv[1]))
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    except (ImportError, ValueError, OSError):  # Windows has no such limit
        pass
    found = [asdict(each) | {"marks": None} for each in read_sheets(sys.stdin.buffer.read(), {})]
    sys.stdout.buffer.write(json.dumps(found).encode("utf-8"))


if __name__ == "__main__":
    _main()
