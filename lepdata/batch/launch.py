"""Start a notebook's process: an IPython kernel, or the warm process that notebooks are forked from.

Run as a file, by the interpreter that runs the batch; never imported. Three differences from `python -m
ipykernel_launcher`: the `lepdata` beside this file can be imported even where it is not installed, the memory has a
limit if one was asked for, and `rfc3987_syntax` is hidden. That package comes with JupyterLab, costs 0.8 s at import,
and serves only one format check ("iri") of jsonschema, which altair imports; nothing here uses it.
"""

import builtins
import importlib.util
import os
import sys
from pathlib import Path
from types import SimpleNamespace

if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    if sys.path and Path(sys.path[0]).resolve() == here:
        del sys.path[0]  # the modules of this folder must not be mistaken for others of their names
    if importlib.util.find_spec("lepdata") is None:
        sys.path.append(str(here.parents[1]))
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    if sys.argv[1] == "--warm":
        # pandas settles, while it is imported, how wide tables are, and asks whether it is in a kernel
        builtins.get_ipython = lambda: SimpleNamespace(kernel=None)  # type: ignore[attr-defined]
        from lepdata.batch.zygote import serve

        del builtins.get_ipython  # type: ignore[attr-defined]
        serve(int(sys.argv[2]), sys.argv[3:])
    if memory := int(os.environ.pop("LEPDATA_MEMORY", "0")):
        try:
            import resource

            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        except (ImportError, ValueError, OSError):  # Windows has no such limit, macOS does not keep it
            pass
    from ipykernel import kernelapp

    kernelapp.launch_new_instance()
