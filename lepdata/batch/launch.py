"""Start an IPython kernel (run as a file, by the interpreter that runs the batch; never imported).

Two differences from `python -m ipykernel_launcher`: the `lepdata` beside this file can be imported even where it is
not installed, and `rfc3987_syntax` is hidden. That package comes with JupyterLab, costs 0.8 s at import, and serves
only one format check ("iri") of jsonschema, which altair imports; nothing here uses it.
"""

import importlib.util
import sys
from pathlib import Path

if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    if sys.path and Path(sys.path[0]).resolve() == here:
        del sys.path[0]  # the modules of this folder must not be mistaken for others of their names
    if importlib.util.find_spec("lepdata") is None:
        sys.path.append(str(here.parents[1]))
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    from ipykernel import kernelapp

    kernelapp.launch_new_instance()
