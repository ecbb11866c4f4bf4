"""`pip install lepdata` alone: what it cannot do is said with the extra that can."""

import subprocess
import sys
import zipfile
from pathlib import Path

CASES = {
    "read minutes.pdf": "documents",
    "read minutes.docx": "documents",
    "review --lep Dorset --no-national --out site": "batch",
    "export --format parquet --out tables": "parquet",
}
LACKING = ("pypdfium2", "docx2python", "docx", "papermill", "nbformat", "nbclient", "pyarrow")
RUN = f"""
import sys
sys.modules |= dict.fromkeys({LACKING})  # importing one of these fails, as if it were not there
from lepdata.cli.commands import main
for words in sys.argv[1:]:
    print(main(words.split()), file=sys.stderr)
"""


def test_what_needs_an_extra_names_it_and_the_rest_works(tmp_path: Path) -> None:
    (tmp_path / "minutes.pdf").write_bytes(b"%PDF-1.4")
    with zipfile.ZipFile(tmp_path / "minutes.docx", "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    (tmp_path / "minutes.txt").write_text("Board members\n\nAda Example, Example Ltd\n", encoding="utf-8")
    done = ["read minutes.txt", "template -o board.csv"]
    command = [sys.executable, "-c", RUN, *CASES, *done]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stderr.splitlines()
    wanted = [f"pip install 'lepdata[{extra}]'" for extra in CASES.values()]
    assert [line.split("with: ")[1] for line in said if "with: " in line] == wanted
    assert [line for line in said if line in ("0", "2")] == ["2"] * len(CASES) + ["0"] * len(done)
