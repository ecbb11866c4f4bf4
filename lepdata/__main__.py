"""`python -m lepdata` and the `lepdata` command."""

from lepdata.cli.commands import main

if __name__ == "__main__":
    raise SystemExit(main())
